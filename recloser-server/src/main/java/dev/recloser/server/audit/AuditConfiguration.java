package dev.recloser.server.audit;

import dev.recloser.server.store.AuditLog;
import dev.recloser.server.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the audit log's reading and its bound: rows older than 90 days go at each start. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  private static final Duration KEPT = Duration.ofDays(90);

  @Bean
  AuditController auditController(Store store, InstantSource clock) {
    var log = new AuditLog(store);
    int _ = log.forgetBefore(clock.instant().minus(KEPT));
    return new AuditController(log);
  }
}

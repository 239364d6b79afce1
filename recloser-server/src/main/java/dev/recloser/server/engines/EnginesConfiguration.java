package dev.recloser.server.engines;

import dev.recloser.control.ControlSettings;
import dev.recloser.control.Journal;
import dev.recloser.control.Recloser;
import dev.recloser.server.auth.Tokens;
import dev.recloser.server.config.Settings;
import dev.recloser.server.store.DeadLetterTable;
import dev.recloser.server.store.SqliteJournal;
import dev.recloser.server.store.Store;
import dev.recloser.server.store.Sweep;
import java.time.InstantSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires engines, control and journal, and starts and stops the control with the server. */
@Configuration(proxyBeanMethods = false)
class EnginesConfiguration {

  @Bean
  InstantSource clock() {
    return new SteadyClock();
  }

  @Bean(destroyMethod = "close")
  Store store(Settings settings) {
    return Store.open(settings.dataDir());
  }

  @Bean
  Journal journal(Store store) {
    return new SqliteJournal(store);
  }

  @Bean(destroyMethod = "close")
  DeadLetterTable deadLetters(Store store, Settings settings) {
    return new DeadLetterTable(store, settings.deadJobs());
  }

  @Bean
  Sweep deadLetterSweep(DeadLetterTable letters, InstantSource clock) {
    return new Sweep("dead jobs", () -> letters.sweep(clock.instant()));
  }

  @Bean
  EngineFactory engineFactory(
      Settings settings,
      Tokens tokens,
      InstantSource clock,
      BrokerAccess access,
      DeadLetterTable letters) {
    return new EngineFactory(
        settings,
        password -> access.isDemo(password) || tokens.mayWork(password),
        clock,
        letters::of);
  }

  @Bean(destroyMethod = "")
  Recloser control(
      EngineFactory engines, Journal journal, InstantSource clock, ControlSettings settings) {
    return new Recloser(engines.entries(), journal, clock, settings);
  }

  @Bean
  BrokerAccess brokerAccess() {
    return new BrokerAccess();
  }

  /** After the web server on the way down, so that a last answer is still true. */
  @Bean
  SmartLifecycle controlLifecycle(Recloser control) {
    return new SmartLifecycle() {
      private volatile boolean running;

      @Override
      public void start() {
        control.start();
        running = true;
      }

      @Override
      public void stop() {
        running = false;
        control.close();
      }

      @Override
      public boolean isRunning() {
        return running;
      }

      @Override
      public int getPhase() {
        return 0;
      }
    };
  }
}

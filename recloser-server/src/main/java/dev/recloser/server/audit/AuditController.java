package dev.recloser.server.audit;

import dev.recloser.server.store.AuditLog;
import dev.recloser.server.web.ApiException;
import dev.recloser.server.web.Items;
import dev.recloser.server.web.Success;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what, why, before, after, and what came of it. */
@RestController
final class AuditController {

  private static final int MOST = 200;

  private final AuditLog log;

  AuditController(AuditLog log) {
    this.log = log;
  }

  record Entry(
      long id,
      Instant at,
      String actor,
      String action,
      String target,
      @Nullable String reason,
      @Nullable String before,
      @Nullable String after,
      String result,
      @Nullable String detail) {}

  @GetMapping("/api/v1/audit")
  Success<Items<Entry>> audit(
      @RequestParam(required = false) @Nullable String engine,
      @RequestParam(required = false) @Nullable String queue,
      @RequestParam(required = false) @Nullable Long cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MOST) {
      throw ApiException.invalid("limit", "must be 1 to 200");
    }
    if ((engine == null) != (queue == null)) {
      throw ApiException.invalid(engine == null ? "engine" : "queue", "is missing");
    }
    var target = engine == null ? null : engine + "/" + queue;
    var rows = log.page(target, cursor, limit + 1);
    boolean more = rows.size() > limit;
    var shown = (more ? rows.subList(0, limit) : rows).stream().map(AuditController::json).toList();
    return Success.of(new Items<>(shown, more ? String.valueOf(shown.getLast().id()) : null));
  }

  private static Entry json(AuditLog.Numbered row) {
    var entry = row.entry();
    return new Entry(
        row.id(),
        entry.at(),
        entry.actor(),
        entry.action(),
        entry.target(),
        entry.reason(),
        entry.before(),
        entry.after(),
        entry.result(),
        entry.detail());
  }
}

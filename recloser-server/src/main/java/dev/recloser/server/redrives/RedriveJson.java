package dev.recloser.server.redrives;

import dev.recloser.redrive.RedriveStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A redrive.
 *
 * @param q only jobs whose id or error contains this; null for all
 * @param state {@code dry_run}, {@code running}, {@code waiting}, {@code stopped} or {@code done}
 * @param reason why it waits or stopped
 * @param cutOff only jobs that were dead then are taken
 * @param eligible how many were to be sent when it began
 * @param skipped jobs that are not sent, by reason
 * @param succeeded how many of the sent ones succeeded; null where the engine does not report
 * @param failedAgain how many of the sent ones are dead again; null where the engine does not
 *     report
 * @param running how many were sent and have not ended; null where the engine does not report
 * @param left how many are still to be sent, or were when it stopped
 * @param startedAt null for a dry run
 */
record RedriveJson(
    String id,
    String queue,
    @Nullable String q,
    String state,
    @Nullable String reason,
    Instant cutOff,
    int eligible,
    List<SkippedJson> skipped,
    int sent,
    @Nullable Integer succeeded,
    @Nullable Integer failedAgain,
    @Nullable Integer running,
    int left,
    int ratePerS,
    String actor,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  record SkippedJson(String reason, int count) {}

  static RedriveJson of(RedriveStatus status) {
    var plan = status.plan();
    var progress = status.progress();
    return new RedriveJson(
        status.id(),
        plan.queue().toString(),
        plan.contains(),
        status.state().name().toLowerCase(Locale.ROOT),
        status.reason(),
        plan.cutOff(),
        plan.eligible(),
        status.skipped().stream().map(it -> new SkippedJson(it.reason(), it.count())).toList(),
        progress.sent(),
        progress.succeeded(),
        progress.failedAgain(),
        progress.running(),
        progress.left(),
        plan.perSecond(),
        plan.actor(),
        status.startedAt(),
        status.endedAt());
  }
}

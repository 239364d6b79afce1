package dev.recloser.server.queues;

import dev.recloser.control.BreakerView;
import dev.recloser.control.BreakerView.CauseView;
import dev.recloser.control.BreakerView.ErrorCount;
import dev.recloser.control.BreakerView.ProbeView;
import dev.recloser.control.Withheld;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A queue's breaker as clients read it; the fields are those of {@link BreakerView}. */
public record BreakerJson(
    String state,
    String phase,
    String lock,
    String mode,
    boolean mainOpen,
    Instant since,
    @Nullable String reason,
    @Nullable String actor,
    @Nullable Instant until,
    @Nullable Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable Cause cause,
    @Nullable Instant nextProbeAt,
    @Nullable Long openForMs,
    int tripCount,
    @Nullable Double rampLimit,
    @Nullable Integer rampPercent,
    double baselinePerS,
    @Nullable Probe probe,
    long episode,
    long version,
    @Nullable Instant modeUntil,
    @Nullable WithheldJson withheld) {

  /** Why it opened. */
  public record Cause(
      String rule,
      int failed,
      int total,
      long spanMs,
      int distinctJobs,
      List<ErrorLine> topErrors,
      String text,
      Instant at) {}

  /** An error and how often. */
  public record ErrorLine(String error, long count, Instant lastAt) {

    /** The count in JSON's shape. */
    public static ErrorLine of(ErrorCount count) {
      return new ErrorLine(count.error(), count.count(), count.lastAt());
    }
  }

  /**
   * Why it did not open lately.
   *
   * @param ignoreRule the rule that would leave this job type out; null for a worker
   */
  public record WithheldJson(
      String kind, String name, String text, Instant since, @Nullable String ignoreRule) {}

  /** The probe round that runs. */
  public record Probe(
      int stage, int released, int succeeded, int failed, int needed, Instant deadline) {}

  /** The breaker in JSON's shape. */
  public static BreakerJson of(BreakerView view) {
    return new BreakerJson(
        view.open() ? "open" : "closed",
        word(view.phase()),
        view.lock(),
        word(view.mode()),
        view.mainOpen(),
        view.since(),
        view.reason(),
        view.actor(),
        view.until(),
        view.openedAt(),
        view.closedAt(),
        view.cause() == null ? null : cause(view.cause()),
        view.nextProbeAt(),
        view.openForMillis(),
        view.tripCount(),
        view.rampLimit(),
        view.rampPercent(),
        view.baselinePerSecond(),
        view.probe() == null ? null : probe(view.probe()),
        view.episode(),
        view.version(),
        view.modeUntil(),
        view.withheld() == null ? null : withheld(view.withheld()));
  }

  private static WithheldJson withheld(Withheld withheld) {
    return new WithheldJson(
        withheld.rule(),
        withheld.suspect().name(),
        withheld.text(),
        withheld.since(),
        withheld.ignoreRule());
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Cause cause(CauseView view) {
    var cause = view.cause();
    return new Cause(
        word(cause.rule()),
        cause.failed(),
        cause.total(),
        cause.span().toMillis(),
        cause.distinctJobs(),
        view.topErrors().stream().map(ErrorLine::of).toList(),
        view.text(),
        cause.at());
  }

  private static Probe probe(ProbeView view) {
    return new Probe(
        view.stage(),
        view.released(),
        view.succeeded(),
        view.failed(),
        view.needed(),
        view.deadline());
  }
}

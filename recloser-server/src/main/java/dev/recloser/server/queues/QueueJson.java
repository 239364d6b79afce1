package dev.recloser.server.queues;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.recloser.control.QueueView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engine.QueueSample;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of the snapshot; null where the engine cannot tell. */
record QueueJson(
    String id,
    String engine,
    String name,
    CountsJson counts,
    @Nullable Long oldestWaitingMs,
    @Nullable Integer workers,
    @Nullable Long withWorkers,
    RatesJson rates,
    boolean stale,
    Instant takenAt,
    PauseJson pause,
    List<int[]> evidence,
    SeriesJson series,
    WindowJson window,
    @JsonProperty("protected") @Nullable String unprotected,
    BreakerJson breaker,
    @Nullable String group,
    @Nullable List<MemberJson> members) {

  /**
   * A queue of this group.
   *
   * @param problem why it does not do what the group asks; null when it does
   */
  record MemberJson(String id, boolean paused, @Nullable String problem) {}

  record CountsJson(
      @Nullable Long waiting,
      @Nullable Long running,
      @Nullable Long scheduled,
      @Nullable Long retrying,
      @Nullable Long dead,
      @Nullable Long completed) {

    static CountsJson of(QueueSample.Counts counts) {
      return new CountsJson(
          counts.waiting(),
          counts.running(),
          counts.scheduled(),
          counts.retrying(),
          counts.dead(),
          counts.completed());
    }
  }

  record RatesJson(
      @Nullable Double inPerS, @Nullable Double donePerS, @Nullable Double failedPerS) {}

  record PauseJson(
      boolean desired,
      @Nullable Boolean observed,
      @Nullable String by,
      @Nullable Instant confirmedAt) {}

  record SeriesJson(long stepMs, List<Double> in, List<Double> done, List<Double> failed) {}

  record WindowJson(int failed, int total, int minVolume, double ratioLimit) {}

  static QueueJson of(QueueView view) {
    var sample = view.sample();
    var rates = view.ratePerSecond();
    var series = view.series();
    var window = view.window();
    return new QueueJson(
        view.id().toString(),
        view.id().engine(),
        view.id().name(),
        CountsJson.of(sample.counts()),
        sample.oldestWaiting() == null ? null : sample.oldestWaiting().toMillis(),
        sample.workers() == null ? null : sample.workers().size(),
        sample.withWorkers(),
        new RatesJson(rates.in(), rates.done(), rates.failed()),
        view.stale(),
        view.takenAt(),
        pause(view.pause()),
        view.evidence(),
        new SeriesJson(series.stepMillis(), series.in(), series.done(), series.failed()),
        new WindowJson(window.failed(), window.total(), window.minVolume(), window.ratioLimit()),
        view.signs().unprotected(),
        BreakerJson.of(view.breaker()),
        view.grouping().group(),
        members(view.grouping().members()));
  }

  private static @Nullable List<MemberJson> members(@Nullable List<QueueView.Member> members) {
    return members == null
        ? null
        : members.stream()
            .map(it -> new MemberJson(it.id().toString(), it.paused(), it.problem()))
            .toList();
  }

  private static PauseJson pause(QueueView.Pause pause) {
    return new PauseJson(pause.desired(), pause.observed(), by(pause.owner()), pause.confirmedAt());
  }

  private static @Nullable String by(Owner owner) {
    return switch (owner) {
      case RECLOSER -> "recloser";
      case EXTERNAL -> "external";
      case NOBODY, UNKNOWN -> null;
    };
  }
}

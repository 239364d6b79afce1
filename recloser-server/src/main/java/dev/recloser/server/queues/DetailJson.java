package dev.recloser.server.queues;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.recloser.breaker.Policy;
import dev.recloser.control.QueueView;
import dev.recloser.engine.QueueSample;
import dev.recloser.server.queues.BreakerJson.ErrorLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One queue with everything its page needs: the row of the snapshot, and more. */
record DetailJson(
    @JsonUnwrapped QueueJson queue,
    PolicyJson policy,
    List<RuleJson> rules,
    List<ProbeRoundJson> recentProbes,
    List<WorkerJson> workerList,
    List<ErrorLine> errors,
    List<String> notes) {

  record RuleJson(String name, double value, double limit, boolean holds, boolean frozen) {}

  record ProbeRoundJson(Instant at, boolean ok, int jobs, @Nullable String error) {}

  record WorkerJson(
      String name,
      @Nullable Long attempts,
      @Nullable Integer capacity,
      @Nullable Instant heardAt,
      @Nullable Double load) {

    static WorkerJson of(QueueSample.Worker worker) {
      return new WorkerJson(
          worker.name(), worker.attempts(), worker.capacity(), worker.heardAt(), worker.load());
    }
  }

  record PolicyJson(
      int minVolume,
      double failureRatio,
      int streak,
      int distinctJobs,
      long minSpanMs,
      long maxAgeMs,
      long baseOpenMs,
      double multiplier,
      long maxOpenMs,
      double jitter,
      long stableAfterMs,
      int probeJobs,
      int probeNeed,
      long probeTimeoutMs,
      long rampStepMs,
      double rampStart) {

    static PolicyJson of(Policy policy) {
      return new PolicyJson(
          policy.minVolume(),
          policy.failureRatio(),
          policy.streak(),
          policy.distinctJobs(),
          policy.minSpan().toMillis(),
          policy.maxAge().toMillis(),
          policy.baseOpen().toMillis(),
          policy.multiplier(),
          policy.maxOpen().toMillis(),
          policy.jitter(),
          policy.stableAfter().toMillis(),
          policy.probeJobs(),
          policy.probeNeed(),
          policy.probeTimeout().toMillis(),
          policy.rampStep().toMillis(),
          policy.rampStart());
    }
  }

  static DetailJson of(QueueView.Detail detail) {
    return new DetailJson(
        QueueJson.of(detail.queue()),
        PolicyJson.of(detail.policy()),
        detail.rules().stream()
            .map(r -> new RuleJson(r.name(), r.value(), r.limit(), r.holds(), r.frozen()))
            .toList(),
        detail.recentProbes().stream()
            .map(p -> new ProbeRoundJson(p.at(), p.ok(), p.jobs(), p.error()))
            .toList(),
        workers(detail.queue().sample()),
        detail.errors().stream().map(ErrorLine::of).toList(),
        detail.notes());
  }

  private static List<WorkerJson> workers(QueueSample sample) {
    return sample.workers() == null
        ? List.of()
        : sample.workers().stream().map(WorkerJson::of).toList();
  }
}

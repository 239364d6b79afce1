package dev.recloser.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The obvious version of {@link Evidence}: remembers all and counts again each time. */
final class NaiveEvidence {

  private final Policy policy;
  private final Map<Long, Instant> failedJobs = new HashMap<>();
  private List<Evidence.Entry> entries = new ArrayList<>();
  private int streak;
  private Instant newest = Instant.MIN;

  NaiveEvidence(Policy policy) {
    this.policy = policy;
  }

  void add(Event.Outcomes outcomes, Instant now) {
    if (outcomes.succeeded() + outcomes.failed() == 0) {
      return;
    }
    newest = now;
    entries.removeIf(entry -> entry.at().isBefore(now.minus(policy.maxAge())));
    if (!entries.isEmpty() && isOpen(entries.getLast(), now)) {
      var last = entries.removeLast();
      entries.add(
          new Evidence.Entry(
              last.at(),
              last.succeeded() + outcomes.succeeded(),
              last.failed() + outcomes.failed(),
              last.slow() + outcomes.slow()));
    } else {
      entries.add(
          new Evidence.Entry(now, outcomes.succeeded(), outcomes.failed(), outcomes.slow()));
    }
    if (entries.size() > 32) {
      entries.removeFirst();
    }
    streak = outcomes.succeeded() > 0 ? outcomes.tailFailures() : streak + outcomes.failed();
    if (outcomes.failed() > 0) {
      outcomes.freshJobs().stream().limit(8).forEach(job -> failedJobs.put(job, now));
    }
  }

  private boolean isOpen(Evidence.Entry entry, Instant now) {
    Duration age = Duration.between(entry.at(), now);
    return entry.succeeded() + entry.failed() < Math.max(1, policy.minVolume() / 16)
        || age.toMillis() < policy.minSpan().toMillis() / 16;
  }

  List<Evidence.Entry> entries() {
    return entries;
  }

  Window window(Instant now) {
    var deciding = new ArrayList<Evidence.Entry>();
    for (Evidence.Entry entry : entries.reversed()) {
      if (entry.at().isBefore(now.minus(policy.maxAge())) || isComplete(deciding)) {
        break;
      }
      deciding.addFirst(entry);
    }
    boolean complete = isComplete(deciding);
    Instant start = deciding.isEmpty() ? Instant.MAX : deciding.getFirst().at();
    long distinct = failedJobs.values().stream().filter(at -> !at.isBefore(start)).count();
    return new Window(
        deciding.stream().mapToInt(Evidence.Entry::failed).sum(),
        total(deciding),
        span(deciding),
        (int) Math.min(8, distinct),
        streak,
        complete,
        !complete || start.plusSeconds(60).isBefore(now),
        deciding.stream().mapToInt(Evidence.Entry::slow).sum());
  }

  private boolean isComplete(List<Evidence.Entry> deciding) {
    return !deciding.isEmpty()
        && total(deciding) >= policy.minVolume()
        && span(deciding).compareTo(policy.minSpan()) >= 0;
  }

  private Duration span(List<Evidence.Entry> deciding) {
    return deciding.isEmpty() ? Duration.ZERO : Duration.between(deciding.getFirst().at(), newest);
  }

  private static int total(List<Evidence.Entry> deciding) {
    return deciding.stream().mapToInt(entry -> entry.succeeded() + entry.failed()).sum();
  }
}

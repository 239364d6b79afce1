package dev.recloser.redrive;

import dev.recloser.control.Control;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Redrive;
import dev.recloser.redrive.RedriveStatus.Skipped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dead jobs of a queue that a request means.
 *
 * @param cutOff each of them was dead by then
 * @param jobs what can be sent, the oldest first
 * @param skipped what cannot, by reason
 */
record Selection(RedriveRequest request, Instant cutOff, List<String> jobs, List<Skipped> skipped) {

  /** A redrive takes no more; another one can follow. */
  private static final int MOST = 10_000;

  private static final int PAGE = 200;

  static Selection of(Control control, RedriveRequest request, InstantSource clock) {
    List<String> jobs = new ArrayList<>();
    List<Skipped> skipped = List.of();
    Set<String> missing = new HashSet<>(request.ids() == null ? Set.of() : request.ids());
    int looked = 0;
    @Nullable String cursor = null;
    do {
      var page = control.jobs(request.queue(), new JobQuery(JobState.DEAD, cursor, PAGE));
      for (var job : page.items()) {
        missing.remove(job.id());
        if (request.fits(job) && !isPossible(job)) {
          skipped = Skipped.plus(skipped, Objects.requireNonNull(job.redrive().reason()), 1);
        } else if (request.fits(job)) {
          jobs.add(job.id());
        }
      }
      looked += page.items().size();
      cursor = page.nextCursor();
      if (looked >= MOST && cursor != null) {
        long total = page.total() == null ? 0 : page.total();
        int more = (int) Math.max(0, total - looked);
        skipped = Skipped.plus(skipped, "not among the oldest 10,000: redrive again", more);
        cursor = null;
      }
    } while (cursor != null);
    if (!missing.isEmpty()) {
      skipped = Skipped.plus(skipped, "not among the dead jobs", missing.size());
    }
    return new Selection(request, clock.instant(), List.copyOf(jobs), skipped);
  }

  private static boolean isPossible(Job job) {
    return job.redrive().kind() != Redrive.Kind.NOT_POSSIBLE;
  }
}

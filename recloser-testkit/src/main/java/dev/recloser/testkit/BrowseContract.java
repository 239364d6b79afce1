package dev.recloser.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Capability;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Proves {@link Capability#BROWSE}. */
public interface BrowseContract extends EngineContract {

  /** Every job is on one page, the oldest first. */
  @Test
  default void pagesShowEveryJobOnceOldestFirst() {
    try (var bench = bench()) {
      var ids = bench.send(JobPlan.succeeding(7));

      var seen = new ArrayList<String>();
      @Nullable String cursor = null;
      do {
        var page = bench.engine().jobs(bench.queue(), new JobQuery(JobState.WAITING, cursor, 3));
        assertThat(page.items()).hasSizeBetween(1, 3);
        assertThat(page.total()).isIn(null, 7L);
        page.items().forEach(job -> seen.add(job.id()));
        cursor = page.nextCursor();
      } while (cursor != null);

      assertThat(seen).containsExactlyElementsOf(ids);
    }
  }

  /** A page that ends with the last job has no next page. */
  @Test
  default void theLastPageHasNoCursor() {
    try (var bench = bench()) {
      bench.send(JobPlan.succeeding(3));

      var page = bench.engine().jobs(bench.queue(), new JobQuery(JobState.WAITING, null, 3));

      assertThat(page.items()).hasSize(3);
      assertThat(page.nextCursor()).isNull();
    }
  }

  /** Nothing there is an empty page. */
  @Test
  default void anEmptyQueueHasAnEmptyPage() {
    try (var bench = bench()) {
      assertThat(jobs(bench, JobState.WAITING)).isEmpty();
      assertThat(jobs(bench, JobState.DEAD)).isEmpty();
    }
  }

  /** Bodies are shown, but not without end. */
  @Test
  default void bodiesAreShownAndCut() {
    try (var bench = bench()) {
      bench.send(new JobPlan(0, "a short note"));
      bench.send(new JobPlan(0, "x".repeat(5000)));

      var jobs = jobs(bench, JobState.WAITING);

      assertThat(jobs.getFirst().body()).contains("a short note");
      assertThat(jobs.getLast().body()).hasSizeBetween(1, 2000);
    }
  }

  /** Dead jobs are found, as the jobs they were. */
  @Test
  default void aDeadJobIsShown() {
    try (var bench = bench()) {
      var id = bench.deadJob();
      bench.until("the job is dead", () -> jobs(bench, JobState.DEAD).size() == 1);

      var job = jobs(bench, JobState.DEAD).getFirst();

      assertThat(job.id()).isEqualTo(id);
      assertThat(job.state()).isEqualTo(JobState.DEAD);
      assertThat(job.nativeState()).isNotBlank();
      assertThat(jobs(bench, JobState.WAITING)).isEmpty();
    }
  }

  /** A job is shown as running while it runs, if running jobs are listed at all. */
  @Test
  default void aRunningJobIsShownWhileItRuns() {
    try (var bench = bench()) {
      var crew = bench.startWorkers(1, 0);
      crew.freeze();
      var id = bench.send(JobPlan.succeeding(1)).getFirst();
      bench.until("it runs", () -> crew.started() == 1);

      if (bench.engine().info().lists().contains(JobState.RUNNING)) {
        bench.until("it is shown", () -> jobs(bench, JobState.RUNNING).size() == 1);
        var job = jobs(bench, JobState.RUNNING).getFirst();
        assertThat(job.id()).isEqualTo(id);
        assertThat(job.state()).isEqualTo(JobState.RUNNING);
      } else {
        assertThat(jobs(bench, JobState.RUNNING)).isEmpty();
      }

      crew.thaw();
      bench.until("it is gone", () -> jobs(bench, JobState.RUNNING).isEmpty());
    }
  }

  /** Only what is declared is listed. */
  @Test
  default void statesThatAreNotListedShowNothing() {
    try (var bench = bench()) {
      bench.send(JobPlan.succeeding(1));

      assertThat(bench.engine().info().lists()).contains(JobState.WAITING, JobState.DEAD);
      for (var state : JobState.values()) {
        if (!bench.engine().info().lists().contains(state)) {
          assertThat(jobs(bench, state)).as(state.name()).isEmpty();
        }
      }
    }
  }

  private static List<Job> jobs(Bench bench, JobState state) {
    return bench.engine().jobs(bench.queue(), new JobQuery(state, null, 200)).items();
  }
}

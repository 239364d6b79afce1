package dev.recloser.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.breaker.Phase;
import dev.recloser.control.Command;
import dev.recloser.control.ControlException;
import dev.recloser.control.QueueId;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.redrive.RedriveRequest;
import dev.recloser.redrive.RedriveStatus;
import dev.recloser.redrive.RedriveStatus.Progress;
import dev.recloser.redrive.RedriveStatus.Skipped;
import dev.recloser.redrive.RedriveStatus.State;
import dev.recloser.redrive.Redrives;
import dev.recloser.testkit.memory.MemoryFaults.Link;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead jobs go back at a pace, and never against a breaker. */
class RedriveTest {

  private static final Duration STEP = Duration.ofMillis(200);
  private static final int DEAD = 30;
  private static final int RATE = 5;

  private final Plant plant = new Plant();
  private final MemoryRedrives log = new MemoryRedrives();
  private Redrives redrives = new Redrives(plant.recloser, log, plant.broker.clock());

  @BeforeEach
  void thirtyJobsAreDead() {
    plant.run(Duration.ofSeconds(2));
    forceClosed();
    plant.down();
    plant.broker.send("mail", "bad", DEAD);
    assertThat(plant.runUntil(Duration.ofMinutes(2), () -> dead() == DEAD)).isTrue();
    plant.up();
    plant.command(new Command.Close(), null);
    plant.run(Duration.ofMinutes(2));
  }

  @Test
  void jobsAreSentAtTheirPaceAndFollowedToTheirEnd() {
    var begun = begin(all());

    run(Duration.ofSeconds(2));
    assertThat(status(begun).progress().sent()).isBetween(RATE, 2 * RATE);
    run(Duration.ofSeconds(10));

    assertThat(status(begun).state()).isEqualTo(State.DONE);
    assertThat(status(begun).progress()).isEqualTo(new Progress(DEAD, DEAD, 0, 0));
    assertThat(dead()).isZero();
    assertThat(log.said())
        .containsExactly(
            "ops redrive_started: 30 dead jobs at 5 per second",
            "recloser redrive_done: 30 of 30 dead jobs sent");
  }

  @Test
  void aBreakerThatOpensStopsItAndTheRestStaysDead() {
    plant.down();
    var begun = begin(all());

    run(Duration.ofSeconds(30));

    assertThat(plant.phase()).isNotEqualTo(Phase.CLOSED);
    var stopped = status(begun);
    assertThat(stopped.state()).isEqualTo(State.STOPPED);
    assertThat(stopped.reason()).startsWith("the breaker is ");
    assertThat(stopped.progress().sent()).isBetween(1, DEAD - 1);
    assertThat(stopped.progress().left()).isEqualTo(DEAD - stopped.progress().sent());
    assertThat(dead()).isGreaterThanOrEqualTo(stopped.progress().left());

    plant.up();
    run(Duration.ofMinutes(3));
    assertThat(status(begun).progress().succeeded()).isEqualTo(stopped.progress().sent());
    assertThat(dead()).isEqualTo(stopped.progress().left());
  }

  @Test
  void jobsThatDieAgainAreCounted() {
    forceClosed();
    plant.down();
    var begun = begin(all());

    run(Duration.ofMinutes(1));

    assertThat(status(begun).progress()).isEqualTo(new Progress(DEAD, 0, DEAD, 0));
    assertThat(dead()).isEqualTo(DEAD);
  }

  @Test
  void itWaitsForABreakerThatIsOpenWhenItBegins() {
    plant.command(new Command.HoldOpen(null), null);
    var begun = begin(all());

    run(Duration.ofSeconds(5));
    assertThat(status(begun).state()).isEqualTo(State.WAITING);
    assertThat(status(begun).reason()).isEqualTo("the breaker is held open");
    assertThat(dead()).isEqualTo(DEAD);

    plant.command(new Command.Close(), null);
    run(Duration.ofMinutes(2));
    assertThat(status(begun).state()).isEqualTo(State.DONE);
    assertThat(dead()).isZero();
  }

  @Test
  void itWaitsWhileSomebodyElsePausesTheQueueOrTheEngineIsAway() {
    var begun = begin(all());
    run(Duration.ofSeconds(1));
    plant.broker.foreignPause("mail");
    run(Duration.ofSeconds(3));
    int sent = status(begun).progress().sent();

    run(Duration.ofSeconds(10));
    assertThat(status(begun).reason()).isEqualTo("somebody else paused the queue");
    assertThat(status(begun).progress().sent()).isEqualTo(sent);

    plant.broker.foreignResume("mail");
    plant.broker.faults().link(Link.DOWN);
    run(Duration.ofSeconds(10));
    assertThat(status(begun).reason()).isEqualTo("the engine does not answer");
    assertThat(status(begun).progress().sent()).isEqualTo(sent);

    plant.broker.faults().link(Link.UP);
    run(Duration.ofSeconds(30));
    assertThat(status(begun).state()).isEqualTo(State.DONE);
    assertThat(dead()).isZero();
  }

  @Test
  void aPersonCanStopItAndStartAnother() {
    var begun = begin(all());
    run(Duration.ofSeconds(2));

    var stopped = redrives.stop(begun.id(), "ann");
    run(Duration.ofSeconds(10));

    assertThat(stopped.state()).isEqualTo(State.STOPPED);
    assertThat(stopped.reason()).isEqualTo("stopped by ann");
    assertThat(dead()).isEqualTo(stopped.progress().left());
    assertThat(redrives.stop(begun.id(), "bob").reason()).isEqualTo("stopped by ann");

    var second = begin(all());
    run(Duration.ofSeconds(10));
    assertThat(status(second).progress().sent()).isEqualTo(stopped.progress().left());
    assertThat(dead()).isZero();
  }

  @Test
  void onlyWhatIsMeantIsSent() {
    var dry = ask(() -> redrives.dryRun(request("BAD-1", null), "ops"));
    assertThat(dry.state()).isEqualTo(State.DRY_RUN);
    assertThat(dry.plan().eligible()).as("bad-1 and bad-10 to bad-19").isEqualTo(11);
    assertThat(ask(() -> redrives.dryRun(request("refused", null), "ops")).plan().eligible())
        .as("by their error")
        .isEqualTo(DEAD);
    assertThat(redrives.newest(null, 10)).as("a dry run leaves nothing").isEmpty();

    var begun = begin(request(null, Set.of("bad-3", "bad-4", "nobody")));
    run(Duration.ofSeconds(5));

    assertThat(status(begun).skipped()).containsExactly(new Skipped("not among the dead jobs", 1));
    assertThat(status(begun).progress().sent()).isEqualTo(2);
    assertThat(dead()).isEqualTo(DEAD - 2);
  }

  @Test
  void whatADryRunShowedIsWhatIsSentOnce() {
    var dry = ask(() -> redrives.dryRun(all(), "ops"));
    forceClosed();
    plant.down();
    plant.broker.send("mail", "late", 5);
    assertThat(plant.runUntil(Duration.ofMinutes(2), () -> dead() == DEAD + 5)).isTrue();
    plant.up();

    assertRefused(
        () -> redrives.begin(request("bad", null), dry.id(), "ops"),
        ControlException.Kind.DRY_RUN_GONE);
    var begun = ask(() -> redrives.begin(all(), dry.id(), "ops"));
    run(Duration.ofSeconds(10));

    assertThat(begun.plan().cutOff()).isEqualTo(dry.plan().cutOff());
    assertThat(status(begun).progress()).isEqualTo(new Progress(DEAD, DEAD, 0, 0));
    assertThat(dead()).isEqualTo(5);
    assertRefused(() -> redrives.begin(all(), dry.id(), "ops"), ControlException.Kind.DRY_RUN_GONE);
  }

  @Test
  void aJobThatSomebodyTookMeanwhileIsSkipped() {
    var begun = begin(all());
    ask(() -> {
      plant.recloser.remove(Plant.MAIL, "bad-29", "ops");
      return true;
    });

    run(Duration.ofSeconds(10));

    assertThat(status(begun).skipped()).containsExactly(new Skipped("not dead any more", 1));
    assertThat(status(begun).progress()).isEqualTo(new Progress(DEAD - 1, DEAD - 1, 0, 0));
  }

  @Test
  void jobsThatDieAfterTheCutOffAreLeft() {
    var begun = begin(all());
    forceClosed();
    plant.down();
    plant.broker.send("mail", "late", 5);

    run(Duration.ofMinutes(1));

    assertThat(status(begun).progress().sent()).isEqualTo(DEAD);
    assertThat(dead()).isEqualTo(DEAD + 5);
  }

  @Test
  void oneAtATimeAndNothingIsRefused() {
    begin(all());

    assertRefused(() -> begin(all()), ControlException.Kind.REDRIVE_RUNNING);
    run(Duration.ofSeconds(10));
    assertRefused(() -> begin(all()), ControlException.Kind.NOTHING_TO_REDRIVE);
    assertRefused(() -> redrives.get("nobody"), ControlException.Kind.REDRIVE_NOT_FOUND);
    var unknown = new RedriveRequest(new QueueId("memory", "nobody"), null, null, RATE);
    assertRefused(() -> begin(unknown), ControlException.Kind.QUEUE_NOT_FOUND);
  }

  @Test
  void aRestartStopsItAndTheRestStaysDead() {
    var begun = begin(all());
    run(Duration.ofSeconds(3));

    plant.crash(Duration.ofSeconds(5));
    redrives = new Redrives(plant.recloser, log, plant.broker.clock());
    redrives.start();
    run(Duration.ofSeconds(10));

    var stopped = status(begun);
    assertThat(stopped.state()).isEqualTo(State.STOPPED);
    assertThat(stopped.reason()).isEqualTo("Recloser was restarted");
    assertThat(dead()).isBetween(DEAD - 3L * RATE, (long) DEAD - RATE);
  }

  private void forceClosed() {
    var until = plant.broker.clock().instant().plus(Duration.ofMinutes(10));
    plant.command(new Command.ForceClose(until), null);
  }

  private static RedriveRequest all() {
    return request(null, null);
  }

  private static RedriveRequest request(@Nullable String contains, @Nullable Set<String> ids) {
    return new RedriveRequest(Plant.MAIL, contains, ids, RATE);
  }

  private RedriveStatus begin(RedriveRequest request) {
    return ask(() -> redrives.begin(request, null, "ops"));
  }

  private RedriveStatus status(RedriveStatus begun) {
    return redrives.get(begun.id());
  }

  private long dead() {
    return ask(() ->
        Objects.requireNonNull(
            plant.recloser.jobs(Plant.MAIL, new JobQuery(JobState.DEAD, null, 1)).total()));
  }

  private void run(Duration time) {
    for (long steps = time.dividedBy(STEP); steps > 0; steps--) {
      plant.run(STEP);
      ask(() -> {
        redrives.turn();
        return true;
      });
    }
  }

  /** What asks an engine waits for a turn of its collector. */
  private <T> T ask(Supplier<T> call) {
    var answer = CompletableFuture.supplyAsync(call);
    while (!answer.isDone()) {
      plant.recloser.turn();
      Thread.onSpinWait();
    }
    return answer.join();
  }

  private static void assertRefused(Supplier<?> call, ControlException.Kind kind) {
    assertThatThrownBy(call::get)
        .satisfies(thrown -> {
          var refused = thrown.getCause() == null ? thrown : thrown.getCause();
          assertThat(refused).isInstanceOf(ControlException.class);
          assertThat(((ControlException) refused).kind()).isEqualTo(kind);
        });
  }
}

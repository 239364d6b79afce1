package dev.recloser.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.control.Command;
import dev.recloser.control.CommandResult;
import dev.recloser.control.ControlSettings;
import dev.recloser.control.EngineEntry;
import dev.recloser.control.HealthProber;
import dev.recloser.control.QueueId;
import dev.recloser.control.QueueView;
import dev.recloser.control.Recloser;
import dev.recloser.engine.Capability;
import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.EngineSample;
import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engine.Grant;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.OutcomeSink;
import dev.recloser.engine.QueueSample;
import dev.recloser.engine.QueueSample.Counts;
import dev.recloser.engine.QueueSample.Totals;
import dev.recloser.engine.Support;
import dev.recloser.engine.Support.Level;
import dev.recloser.policy.BreakerGroup;
import dev.recloser.policy.PolicyBook;
import dev.recloser.testkit.Await;
import dev.recloser.testkit.MemoryJournal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A group on its real threads, with an engine that hangs in a call. */
class GroupThreadsTest {

  private static final QueueId PAIR = new QueueId("groups", "pair");

  private final OneQueue well = new OneQueue();
  private final OneQueue hanging = new OneQueue();

  @Test
  void anEngineThatHangsKeepsNeitherTheGroupNorTheOtherEnginesWaiting() {
    var settings =
        new ControlSettings(
            new PolicyBook(List.of()),
            HealthProber.NONE,
            Duration.ZERO,
            List.of(new BreakerGroup("pair", List.of("well/q", "hanging/q"))));
    var engines = List.of(new EngineEntry("well", well), new EngineEntry("hanging", hanging));
    try (var recloser =
        new Recloser(engines, new MemoryJournal(), InstantSource.system(), settings)) {
      recloser.start();
      Await.polling().until("both are members", () -> members(recloser).size() == 2);
      hanging.hangs = true;
      Await.polling().until("it hangs", () -> hanging.inCall);

      var held =
          recloser.command(PAIR, new Command.Order(new Command.HoldOpen(null), "ops", null, null));

      assertThat(held.kind()).isEqualTo(CommandResult.Kind.DONE);
      Await.polling().until("the other is paused", () -> well.held);
      assertThat(hanging.held).isFalse();
      Await.polling()
          .until(
              "it is named",
              () ->
                  members(recloser).stream()
                      .anyMatch(it -> it.id().engine().equals("hanging") && it.problem() != null));

      hanging.hangs = false;
      hanging.released.countDown();
      Await.polling().until("it is paused when it is back", () -> hanging.held);
    } finally {
      hanging.released.countDown();
    }
  }

  private static List<QueueView.Member> members(Recloser recloser) {
    return recloser.snapshot().queues().stream()
        .filter(it -> it.id().equals(PAIR))
        .map(it -> it.grouping().members())
        .filter(it -> it != null)
        .findFirst()
        .orElse(List.of());
  }

  /** An engine with the queue {@code q} that can hang in a sample. */
  private static final class OneQueue implements Engine {

    final CountDownLatch released = new CountDownLatch(1);
    volatile boolean hangs;
    volatile boolean inCall;
    volatile boolean held;

    @Override
    public EngineInfo info() {
      var exact = Support.of(Level.EXACT);
      return new EngineInfo(
          "one", "One queue", Map.of(Capability.HOLD, exact, Capability.GRANT, exact), List.of());
    }

    @Override
    public void open(Set<String> heldQueues, OutcomeSink sink) {
      held |= heldQueues.contains("q");
    }

    @Override
    public EngineSample sample() {
      if (hangs) {
        inCall = true;
        try {
          released.await();
        } catch (InterruptedException e) {
          throw new EngineException(Kind.UNREACHABLE, "stopped", e);
        }
      }
      var queue = new QueueSample("q", Counts.UNKNOWN, Totals.UNKNOWN, null, view(), null, null);
      return new EngineSample(InstantSource.system().instant(), List.of(queue), List.of());
    }

    private GateView view() {
      return held ? new GateView(true, Owner.RECLOSER) : GateView.FLOWING;
    }

    @Override
    public GateView hold(String queue, String reason) {
      held = true;
      return view();
    }

    @Override
    public void grant(String queue, Grant grant) {}

    @Override
    public GateView flow(String queue) {
      held = false;
      return view();
    }

    @Override
    public JobPage jobs(String queue, JobQuery query) {
      throw new EngineException(Kind.UNSUPPORTED, "no jobs");
    }

    @Override
    public void retry(String queue, String jobId) {
      throw new EngineException(Kind.UNSUPPORTED, "no jobs");
    }

    @Override
    public void remove(String queue, String jobId) {
      throw new EngineException(Kind.UNSUPPORTED, "no jobs");
    }

    @Override
    public void close() {}
  }
}

package dev.recloser.control;

import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Phase;
import dev.recloser.control.Snapshot.Attention;
import dev.recloser.engine.GateView.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what wants an operator, worst first. Pure. */
final class Attentions {

  private Attentions() {}

  static List<Attention> of(List<EngineStatus> engines, List<QueueView> queues) {
    List<Attention> found = new ArrayList<>();
    engines.forEach(engine -> engine(engine, found));
    for (var queue : queues) {
      var attention = queue.stale() ? null : queue(queue);
      if (attention != null) {
        found.add(attention);
      }
    }
    found.addAll(Correlations.of(queues));
    found.sort(
        Comparator.comparing((Attention a) -> !a.red())
            .thenComparing(Attention::since, Comparator.nullsLast(Comparator.naturalOrder())));
    return found;
  }

  private static void engine(EngineStatus engine, List<Attention> found) {
    if (engine.status() == EngineStatus.Status.DOWN) {
      found.add(
          new Attention(
              "engine_down",
              true,
              engine.id(),
              null,
              "No answer.",
              "Last error: "
                  + engine.error()
                  + ". Breakers of its queues act on nothing until it"
                  + " answers.",
              engine.lastOkAt(),
              List.of()));
    }
    for (var notice : engine.notices()) {
      found.add(
          new Attention("engine_notice", false, engine.id(), null, notice, "", null, List.of()));
    }
  }

  private static @Nullable Attention queue(QueueView queue) {
    if (queue.grouping().group() != null) {
      return atEngine(queue);
    }
    var breaker = queue.breaker();
    var said = breaker.reason() == null ? "" : breaker.reason();
    if (queue.signs().contested()) {
      return about(
          queue,
          "contested",
          true,
          "Somebody keeps resuming this queue.",
          "Recloser leaves it alone for five minutes; find out who else controls it.");
    }
    if (breaker.lock().equals("forced_open") && breaker.until() == null) {
      return about(queue, "held_without_end", false, "Held open without an end time", by(breaker));
    }
    if (breaker.mode() == Mode.OBSERVE && breaker.phase() == Phase.OPEN) {
      return about(queue, "observe_would_open", false, "Would be open.", said + ". Only watched.");
    }
    if (breaker.open() && breaker.lock().equals("none") && breaker.phase() == Phase.OPEN) {
      return about(queue, "open", true, "Open - queue paused.", said + ".");
    }
    if (breaker.lock().equals("none") && breaker.phase() == Phase.PROBING) {
      return about(queue, "probing", true, "Probing - queue paused.", said + ".");
    }
    if (breaker.withheld() != null && queue.pause().owner() != Owner.EXTERNAL) {
      return about(
          queue, breaker.withheld().rule(), false, "Not opened.", breaker.withheld().text() + ".");
    }
    return queue.grouping().members() == null ? atEngine(queue) : null;
  }

  /** What is wrong at the engine, whoever decides over the queue. */
  private static @Nullable Attention atEngine(QueueView queue) {
    if (queue.pause().owner() == Owner.EXTERNAL) {
      return about(
          queue,
          "paused_outside",
          false,
          "Paused outside Recloser.",
          "It stays paused until someone resumes it there.");
    }
    return queue.signs().wedged() ? wedged(queue) : noWorkers(queue);
  }

  private static Attention wedged(QueueView queue) {
    return about(
        queue,
        "wedged",
        true,
        "Nothing starts.",
        "Jobs wait and workers are there, but no attempt has started for 30 s.");
  }

  private static @Nullable Attention noWorkers(QueueView queue) {
    var workers = queue.sample().workers();
    var waiting = queue.sample().counts().waiting();
    if (workers == null || !workers.isEmpty() || waiting == null || waiting == 0) {
      return null;
    }
    return about(
        queue,
        "no_workers",
        true,
        "No workers.",
        "%,d jobs waiting and nothing takes them.".formatted(waiting));
  }

  private static String by(BreakerView breaker) {
    return "by %s%s"
        .formatted(breaker.actor(), breaker.reason() == null ? "." : ": " + breaker.reason());
  }

  private static Attention about(
      QueueView queue, String rule, boolean red, String text, String detail) {
    Instant since =
        switch (rule) {
          case "no_workers", "wedged" -> null;
          case "open", "probing" -> queue.breaker().openedAt();
          default -> queue.breaker().since();
        };
    return new Attention(
        rule, red, queue.id().engine(), queue.id(), text, detail, since, List.of());
  }
}

package dev.recloser.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Phase;
import dev.recloser.control.AuditEntry;
import dev.recloser.control.Command;
import dev.recloser.control.Incident;
import dev.recloser.testkit.memory.Dependency;
import dev.recloser.testkit.memory.MemoryFaults.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Invariant 23: whoever replays the audit log of a breaker gets its positions. And while a breaker
 * holds, by itself or for a person, there is one open incident and not two.
 */
class AuditReplayTest {

  private static final Duration TURN = Duration.ofMillis(50);
  private static final int ACTS = 40;

  /** Where a breaker stands. */
  private record Stand(String lock, Phase phase) {

    private static final Stand START = new Stand("none", Phase.CLOSED);

    /** What the words of the audit log say. */
    static Stand of(String words) {
      return switch (words) {
        case "closed" -> START;
        case "open" -> new Stand("none", Phase.OPEN);
        case "probing" -> new Stand("none", Phase.PROBING);
        case "ramping" -> new Stand("none", Phase.RAMPING);
        case "held open" -> new Stand("forced_open", Phase.CLOSED);
        case "held open (tripped)" -> new Stand("forced_open", Phase.OPEN);
        case "held open (probing)" -> new Stand("forced_open", Phase.PROBING);
        case "forced closed" -> new Stand("forced_closed", Phase.CLOSED);
        default -> throw new AssertionError("no such stand: " + words);
      };
    }
  }

  /** Reads the log entry by entry; each must begin where the one before ended. */
  private static final class Replay {
    private final Set<Stand> seen = new HashSet<>();
    private final Set<String> actions = new TreeSet<>();
    private int read;
    private Stand stand = Stand.START;
    private Stand stepFrom = Stand.START;
    private Instant stepAt = Instant.EPOCH;

    void readOn(List<AuditEntry> log) {
      for (var entry : log.subList(read, log.size())) {
        if (entry.target().equals(Plant.MAIL.toString())) {
          read(entry);
        }
      }
      read = log.size();
    }

    private void read(AuditEntry entry) {
      var from = Stand.of(Objects.requireNonNull(entry.before()));
      var to = Stand.of(Objects.requireNonNull(entry.after()));
      // two entries of one step both tell the whole step
      boolean sameStep = entry.at().equals(stepAt) && from.equals(stepFrom) && to.equals(stand);
      assertThat(from.equals(stand) || sameStep).as("%s after %s", entry, stand).isTrue();
      stepFrom = from;
      stepAt = entry.at();
      stand = to;
      seen.add(to);
      actions.add(entry.action());
    }
  }

  private final Plant plant = new Plant().flowing();
  private final Replay replay = new Replay();

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theAuditLogGivesEveryPosition(long seed) {
    live(new SplittableRandom(seed));
  }

  @Test
  void aLifeOfManySeedsSeesEveryStandAndEveryWayThere() {
    var stands = new HashSet<Stand>();
    var actions = new TreeSet<String>();
    for (long seed = 100; seed < 108; seed++) {
      var life = new AuditReplayTest();
      life.live(new SplittableRandom(seed));
      stands.addAll(life.replay.seen);
      actions.addAll(life.replay.actions);
    }

    assertThat(stands).extracting(Stand::phase).containsAll(EnumSet.allOf(Phase.class));
    assertThat(stands).extracting(Stand::lock).contains("none", "forced_open", "forced_closed");
    assertThat(actions)
        .contains("restarted", "lock_expired", "released", "mode_changed", "probe_now");
  }

  private void live(SplittableRandom random) {
    check();
    for (int act = 0; act < ACTS; act++) {
      act(random);
      check();
      for (int turns = random.nextInt(1, 160); turns > 0; turns--) {
        plant.run(TURN);
        check();
      }
    }
  }

  private void check() {
    replay.readOn(plant.journal.entries());
    var breaker = plant.mail().breaker();
    assertThat(replay.stand).isEqualTo(new Stand(breaker.lock(), breaker.phase()));
    var open = plant.journal.incidents().stream().filter(i -> i.closedAt() == null).toList();
    boolean held =
        breaker.lock().equals("forced_open")
            || breaker.phase() == Phase.OPEN
            || breaker.phase() == Phase.PROBING;
    if (held && breaker.mode() == Mode.ACTIVE) {
      assertThat(open).hasSize(1).noneMatch(Incident::observed);
    } else {
      assertThat(open).hasSizeLessThan(2);
    }
  }

  private void act(SplittableRandom random) {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> plant.down();
      case 3, 4 -> plant.up();
      case 5 -> plant.workers.dependency(Dependency.failing(0.6, random.nextLong()));
      case 6 -> main(random.nextBoolean());
      case 7, 8 -> command(random);
      case 9 -> plant.broker.faults().link(random.nextBoolean() ? Link.HANGS : Link.UP);
      case 10 -> plant.broker.foreignResume("mail");
      default -> {
        plant.broker.faults().link(Link.UP); // else nobody would see the queue after it
        var _ = plant.runUntil(Duration.ofSeconds(5), () -> plant.phase() == Phase.PROBING);
        plant.crash(Duration.ofMillis(random.nextInt(1, 5_000)));
      }
    }
  }

  private void main(boolean open) {
    if (open) {
      plant.recloser.openMain("ops", "failover");
    } else {
      plant.recloser.closeMain("ops", null);
    }
  }

  private void command(SplittableRandom random) {
    var soon = plant.broker.clock().instant().plusMillis(random.nextInt(500, 10_000));
    var command =
        switch (random.nextInt(7)) {
          case 0 -> new Command.HoldOpen(null);
          case 1 -> new Command.HoldOpen(soon);
          case 2 -> new Command.Close();
          case 3 -> new Command.ForceClose(soon);
          case 4 -> new Command.Probe();
          case 5 -> new Command.ChangeMode(Mode.ACTIVE);
          default -> new Command.ChangeMode(random.nextBoolean() ? Mode.OBSERVE : Mode.OFF);
        };
    var _ = plant.command(command, null);
  }
}

package dev.recloser.control;

import dev.recloser.breaker.Lock;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Saved;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a group's breaker begins. Queues that are held stay held when they are grouped: a group
 * made while its dependency is down begins open, as the one of its queues that opened last. Pure.
 */
final class GroupStart {

  private GroupStart() {}

  /**
   * The row to begin with.
   *
   * @param own the group's row from before; null when it is new
   * @param members rows of queues that will belong to it
   * @return {@code own} itself when nothing of them matters; null when nothing is known
   */
  static Journal.@Nullable Row of(String id, Journal.@Nullable Row own, List<Journal.Row> members) {
    if (own != null && own.saved().mode() != Mode.ACTIVE) {
      return own;
    }
    var mode = mode(members);
    var first =
        members.stream()
            .filter(row -> row.saved().mode() == mode)
            .filter(row -> own == null || isNews(row, own))
            .max(Comparator.comparingInt(GroupStart::rank).thenComparing(GroupStart::since))
            .orElse(null);
    if (first == null || (own != null && rank(first) <= rank(own))) {
      return own;
    }
    return begun(id, own, first, members);
  }

  /** What a member still shows of the group's own past is older than where the group stands. */
  private static boolean isNews(Journal.Row row, Journal.Row own) {
    return row.saved().mode() == Mode.ACTIVE && since(row).isAfter(since(own));
  }

  private static Journal.Row begun(
      String id, Journal.@Nullable Row own, Journal.Row first, List<Journal.Row> members) {
    var saved = first.saved();
    var before = own == null ? saved : own.saved();
    double baseline = members.stream().mapToDouble(row -> row.saved().baselinePerSecond()).sum();
    boolean held = rank(first) > 0;
    return new Journal.Row(
        new Saved(
            id,
            Math.max(saved.version(), before.version()),
            Math.max(saved.episode(), before.episode()),
            saved.lastNow(),
            saved.mode(),
            saved.lock() instanceof Lock.ForcedOpen ? saved.lock() : Lock.NONE,
            false,
            saved.phase(),
            saved.since(),
            saved.cause(),
            saved.openUntil(),
            saved.waitMillis(),
            saved.rampCeiling(),
            saved.tripCount(),
            baseline,
            saved.openedAt(),
            saved.closedAt(),
            saved.modeUntil()),
        held && saved.mode() == Mode.ACTIVE,
        first.causeErrors(),
        own == null ? null : own.policy());
  }

  /** Guarded when one of them is. */
  private static Mode mode(List<Journal.Row> members) {
    return members.stream()
        .map(row -> row.saved().mode())
        .min(Comparator.naturalOrder())
        .orElse(Mode.ACTIVE);
  }

  private static int rank(Journal.Row row) {
    return switch (row.saved().lock()) {
      case Lock.ForcedOpen _ -> 3;
      case Lock.ForcedClosed _ -> 0;
      case Lock.None _ ->
          switch (row.saved().phase()) {
            case OPEN, PROBING -> 2;
            case RAMPING -> 1;
            case CLOSED -> 0;
          };
    };
  }

  private static Instant since(Journal.Row row) {
    return row.saved().lock() instanceof Lock.ForcedOpen lock ? lock.since() : row.saved().since();
  }
}

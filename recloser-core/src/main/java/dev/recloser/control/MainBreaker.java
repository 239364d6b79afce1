package dev.recloser.control;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The main breaker: two states, changed by people only. Its lock keeps the order of commands, of
 * journal rows and of the audit log the same; collectors read {@link #status()} without it.
 */
final class MainBreaker {

  static final String TARGET = "main";

  private final Journal journal;
  private final InstantSource clock;
  private final Consumer<MainStatus> onChange;
  private volatile MainStatus status;

  MainBreaker(Journal journal, InstantSource clock, Consumer<MainStatus> onChange) {
    this.journal = journal;
    this.clock = clock;
    this.onChange = onChange;
    this.status = journal.main();
  }

  MainStatus status() {
    return status;
  }

  CommandResult open(String actor, @Nullable String reason) {
    return set(true, actor, reason == null ? "Manual API call" : reason);
  }

  CommandResult close(String actor, @Nullable String reason) {
    return set(false, actor, reason == null ? "No reason provided" : reason);
  }

  private synchronized CommandResult set(boolean open, String actor, String reason) {
    var before = status;
    var now = clock.instant();
    boolean changes = before.open() != open;
    var after =
        new MainStatus(
            open,
            open ? now : before.openedAt(),
            open ? before.closedAt() : now,
            reason,
            actor,
            before.version() + 1);
    var entry =
        new AuditEntry(
            now,
            actor,
            open ? "main_opened" : "main_closed",
            TARGET,
            reason,
            word(before.open()),
            word(open),
            changes ? "done" : "no_change",
            null);
    journal.write(List.of(), changes ? after : null, List.of(entry));
    if (changes) {
      status = after;
      onChange.accept(after);
    }
    var message =
        changes
            ? "Circuit breaker %s: %s".formatted(open ? "opened" : "closed", reason)
            : "Circuit breaker was already " + word(open);
    return new CommandResult(
        changes ? CommandResult.Kind.DONE : CommandResult.Kind.NO_CHANGE,
        before.open(),
        open,
        message,
        now,
        null);
  }

  private static String word(boolean open) {
    return open ? "open" : "closed";
  }
}

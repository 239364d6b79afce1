package dev.recloser.control;

import dev.recloser.breaker.Event;
import dev.recloser.control.Command.Order;
import dev.recloser.control.CommandResult.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Carries out one order in the collector's turn. */
record CommandTask(QueueId id, Order order, InstantSource clock)
    implements Inbox.Task<CommandResult> {

  @Override
  public Supplier<CommandResult> run(Collector collector, Instant now) {
    var guard = collector.guard(id.name());
    var group = guard.group();
    if (group != null) {
      throw new ControlException(
          ControlException.Kind.IN_GROUP,
          "%s is guarded by the group %s: act on %s, or take the queue out of the group."
              .formatted(id, group.name(), Groups.id(group.name())),
          null);
    }
    var before = guard.breakerView(now);
    var expected = order.expectedVersion();
    if (expected != null && expected != before.version()) {
      return () -> result(guard, Kind.CONFLICT, before, "Someone changed it: look again.", now);
    }
    boolean changed = guard.apply(event(collector, guard), now);
    var kind = changed ? Kind.DONE : Kind.NO_CHANGE;
    return () -> result(guard, kind, before, message(collector, before, changed), now);
  }

  private Event event(Collector collector, Guard guard) {
    return switch (order.command()) {
      case Command.HoldOpen(var until) ->
          new Event.ManualOpen(order.actor(), order.reason(), until);
      case Command.Close _ -> new Event.ManualClose(order.actor(), order.reason());
      case Command.ForceClose(var until) ->
          new Event.ManualForceClose(order.actor(), order.reason(), until);
      case Command.ChangePolicy(var layer) -> {
        var detail = guard.setPolicy(collector.changePolicy(id, layer));
        yield new Event.PolicyChanged(order.actor(), order.reason(), detail);
      }
      case Command.Probe _ -> new Event.ProbeNow(order.actor(), order.reason());
      case Command.ChangeMode(var mode) -> new Event.SetMode(order.actor(), order.reason(), mode);
    };
  }

  private String message(Collector collector, BreakerView before, boolean changed) {
    var reason = order.reason() == null ? "No reason provided" : order.reason();
    var said =
        switch (order.command()) {
          case Command.HoldOpen _ ->
              changed ? "Breaker held open: " + reason : "Breaker was already held open";
          case Command.Close _ ->
              changed ? "Breaker closed: " + reason : "Breaker was already closed";
          case Command.ForceClose _ ->
              changed ? "Breaker forced closed: " + reason : "Breaker was already forced closed";
          case Command.Probe _ ->
              changed ? "Probe started" : "Nothing to probe: the breaker is " + word(before);
          case Command.ChangePolicy _ -> "Policy changed: " + reason;
          case Command.ChangeMode _ -> changed ? "Mode changed: " + reason : "Mode was already so";
        };
    return collector.link().isUp()
        ? said
        : said + ". The engine does not answer now; it follows when it is back";
  }

  private static String word(BreakerView breaker) {
    return breaker.phase().name().toLowerCase(java.util.Locale.ROOT);
  }

  private CommandResult result(
      Guard guard, Kind kind, BreakerView before, String message, Instant at) {
    var after = guard.breakerView(clock.instant());
    return new CommandResult(kind, before.open(), after.open(), message, at, after);
  }
}

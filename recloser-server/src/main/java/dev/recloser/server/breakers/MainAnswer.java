package dev.recloser.server.breakers;

import dev.recloser.control.CommandResult;
import dev.recloser.control.CommandResult.Kind;
import java.time.Instant;

/** The answer to opening or closing the main breaker. */
record MainAnswer(
    boolean success, String previousState, String currentState, String message, Instant timestamp) {

  static MainAnswer of(CommandResult result) {
    return new MainAnswer(
        result.kind() == Kind.DONE,
        word(result.wasOpen()),
        word(result.isOpen()),
        result.message(),
        result.at());
  }

  static String word(boolean open) {
    return open ? "open" : "closed";
  }
}

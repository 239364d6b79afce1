package dev.recloser.breaker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person's order that overrides the breaker's own position. */
public sealed interface Lock {

  /** The absence of a lock. */
  Lock NONE = new None();

  /** No order: the breaker decides. */
  record None() implements Lock {}

  /**
   * Held open.
   *
   * @param until when the breaker begins to probe by itself; null = until a person releases it
   */
  record ForcedOpen(String actor, @Nullable String reason, Instant since, @Nullable Instant until)
      implements Lock {}

  /**
   * Forced closed: jobs run, no protection.
   *
   * @param until when protection begins again
   */
  record ForcedClosed(String actor, @Nullable String reason, Instant since, Instant until)
      implements Lock {}
}

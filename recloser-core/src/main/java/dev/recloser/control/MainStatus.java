package dev.recloser.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The main breaker.
 *
 * @param openedAt start of the current or last opening; null if never
 * @param closedAt end of the last opening; null if never
 * @param reason why it is open; null while closed
 * @param actor who changed it last; null if nobody ever did
 * @param version grows with each change
 */
public record MainStatus(
    boolean open,
    @Nullable Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable String reason,
    @Nullable String actor,
    long version) {

  /** Never opened. */
  public static final MainStatus NEVER = new MainStatus(false, null, null, null, null, 0);
}

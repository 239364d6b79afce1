package dev.recloser.server.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor what to send for the next page; null on the last
 */
public record Items<T>(List<T> items, @Nullable String nextCursor) {

  /** A list that fits on one page. */
  public static <T> Items<T> all(List<T> items) {
    return new Items<>(items, null);
  }
}

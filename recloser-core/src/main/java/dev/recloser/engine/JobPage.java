package dev.recloser.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of jobs.
 *
 * @param nextCursor where the next page starts; null on the last page
 * @param total how many there are in all; null where counting is dear
 */
public record JobPage(List<Job> items, @Nullable String nextCursor, @Nullable Long total) {
  public JobPage {
    items = List.copyOf(items);
  }
}

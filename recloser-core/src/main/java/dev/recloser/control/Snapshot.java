package dev.recloser.control;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What viewers read: immutable, published by reference, about once a second.
 *
 * @param version grows with each snapshot
 */
public record Snapshot(
    Instant takenAt,
    long version,
    MainStatus main,
    List<EngineStatus> engines,
    List<Attention> attention,
    List<QueueView> queues) {

  /** The queues without the groups, which would count their jobs twice. */
  public List<QueueView> ownQueues() {
    return queues.stream().filter(queue -> queue.grouping().members() == null).toList();
  }

  /**
   * Something that wants an operator.
   *
   * @param rule machine word
   * @param red whether it is red, else amber
   * @param queue the queue; null when it is about the engine
   * @param text the strong part of the sentence
   * @param detail the rest of it
   * @param queues all it is about, when these are several; else empty
   */
  public record Attention(
      String rule,
      boolean red,
      String engine,
      @Nullable QueueId queue,
      String text,
      String detail,
      @Nullable Instant since,
      List<QueueId> queues) {
    public Attention {
      queues = List.copyOf(queues);
    }
  }
}

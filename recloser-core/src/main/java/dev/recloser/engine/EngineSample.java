package dev.recloser.engine;

import java.time.Instant;
import java.util.List;

/**
 * Everything an engine said about its queues in one look.
 *
 * @param takenAt when the look began
 * @param queues one entry per queue; queues the operator should not see (Recloser's own,
 *     dead-letter queues) are left out
 * @param notices what operators should act on now, e.g. a nearly full disk; empty when all is well
 */
public record EngineSample(Instant takenAt, List<QueueSample> queues, List<String> notices) {
  public EngineSample {
    queues = List.copyOf(queues);
    notices = List.copyOf(notices);
  }
}

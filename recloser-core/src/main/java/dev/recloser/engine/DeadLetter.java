package dev.recloser.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead job as {@link DeadLetters} keeps it.
 *
 * @param queue the queue's name in the engine
 * @param job what people see
 * @param diedAt when its last attempt failed
 * @param ticket unique to this death; the same job that dies again gets another one
 * @param original what the engine needs to send it back, never shown nor logged; null where there
 *     is nothing to send
 */
public record DeadLetter(
    String queue, Job job, Instant diedAt, String ticket, @Nullable String original) {

  /** Shows neither the original nor the body. */
  @Override
  public String toString() {
    return "DeadLetter[" + queue + ", " + job.id() + "]";
  }
}

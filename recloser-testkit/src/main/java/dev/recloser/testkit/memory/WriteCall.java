package dev.recloser.testkit.memory;

import dev.recloser.engine.Grant;

/** A call that asked an engine to change something, whether it succeeded or not. */
public sealed interface WriteCall {

  /** The queue it named. */
  String queue();

  /** The queue was to be held at {@link dev.recloser.engine.Engine#open}. */
  record HoldAtOpen(String queue) implements WriteCall {}

  /** {@link dev.recloser.engine.Engine#hold}. */
  record Hold(String queue, String reason) implements WriteCall {}

  /** {@link dev.recloser.engine.Engine#grant}. */
  record GrantStarts(String queue, Grant grant) implements WriteCall {}

  /** {@link dev.recloser.engine.Engine#flow}. */
  record Flow(String queue) implements WriteCall {}

  /** {@link dev.recloser.engine.Engine#retry}. */
  record Retry(String queue, String jobId) implements WriteCall {}

  /** {@link dev.recloser.engine.Engine#remove}. */
  record Remove(String queue, String jobId) implements WriteCall {}
}

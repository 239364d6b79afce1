package dev.recloser.testkit.memory;

import dev.recloser.engine.Outcome.ErrorText;

/** How a run ended. */
public sealed interface RunResult {

  /** The job is done. */
  RunResult SUCCESS = new Success();

  /** The job goes back and its attempt is not counted. */
  RunResult IGNORED = new Ignored();

  /** A failure with this error. */
  static RunResult failure(String errorClass, String message) {
    return new Failure(new ErrorText(errorClass, message));
  }

  /** The job is done. */
  record Success() implements RunResult {}

  /** The job failed. */
  record Failure(ErrorText error) implements RunResult {}

  /** The job was given back. */
  record Ignored() implements RunResult {}
}

package dev.recloser.testkit;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a job of a contract test is to behave. The harness puts it where its workers find it.
 *
 * @param failures how many attempts fail, from the first on, by the attempt number the worker sees
 * @param note text that must appear in the job's body
 */
public record JobPlan(int failures, String note) {

  /** The error of every planned failure contains this text. */
  public static final String ERROR = "planned failure";

  /** A job that succeeds. */
  public static JobPlan succeeds() {
    return failsTimes(0);
  }

  /** A job that fails so often and succeeds then. */
  public static JobPlan failsTimes(int failures) {
    return new JobPlan(failures, "");
  }

  /** A job that fails until it is dead. */
  public static JobPlan dies() {
    return failsTimes(Integer.MAX_VALUE);
  }

  /** So many jobs that succeed. */
  public static List<JobPlan> succeeding(int count) {
    return IntStream.range(0, count).mapToObj(_ -> succeeds()).toList();
  }

  /** Whether this attempt fails. */
  public boolean fails(int attempt) {
    return attempt <= failures;
  }
}

package dev.recloser.engine;

/**
 * Permission for a few attempts to start through a held queue.
 *
 * @param id names the grant; above 0. Outcomes of attempts that started under it carry it back, so
 *     a late result of an earlier grant can be told apart
 * @param starts how many attempts may start, at least 1
 * @param spendsAttempt false for a probe: an attempt under this grant must never be a job's last.
 *     The engine picks other jobs, or a failure under this grant does not count as an attempt
 */
public record Grant(long id, int starts, boolean spendsAttempt) {
  public Grant {
    if (id <= 0) {
      throw new IllegalArgumentException("grant id must be above 0, was " + id);
    }
    if (starts < 1) {
      throw new IllegalArgumentException("a grant needs at least 1 start, had " + starts);
    }
  }
}

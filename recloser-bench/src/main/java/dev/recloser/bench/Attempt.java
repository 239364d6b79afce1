package dev.recloser.bench;

/**
 * One run of a job.
 *
 * @param job the job's number
 * @param process the worker process that runs it
 * @param number 1 for the first attempt
 * @param last whether a failure makes the job dead
 * @param poison whether it fails with the error class of a bad job
 * @param grant the grant under which it started; 0 for an ordinary start
 * @param startedAt when it started
 * @param refused whether the rule refused it in the handler, so that it never reached the
 *     dependency
 */
record Attempt(
    long job,
    int process,
    int number,
    boolean last,
    boolean poison,
    long grant,
    long startedAt,
    boolean refused) {}

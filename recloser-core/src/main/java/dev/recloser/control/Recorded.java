package dev.recloser.control;

/**
 * The attempts of a queue that ended within one second. Seconds without any are not recorded.
 *
 * @param second seconds since 1970
 */
public record Recorded(QueueId queue, long second, int succeeded, int failed) {}

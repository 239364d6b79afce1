package dev.recloser.engines.artemis.broker;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the embedded broker runs.
 *
 * @param dataDir its folder
 * @param port where workers and producers connect, on loopback; 0 picks a free port
 * @param maxAttempts a job that failed this often is dead
 * @param redeliveryDelay how long a job waits after its first failure; doubles with each further
 *     one
 * @param maxRedeliveryDelay the longest such wait
 */
public record BrokerOptions(
    Path dataDir,
    int port,
    int maxAttempts,
    Duration redeliveryDelay,
    Duration maxRedeliveryDelay) {}

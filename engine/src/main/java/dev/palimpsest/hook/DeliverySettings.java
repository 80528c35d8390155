package dev.palimpsest.hook;

import java.time.Duration;

/**
 * How other systems are told.
 *
 * @param batch keys told at once
 * @param attempts how often a failing system is tried in one call
 * @param pause before the second attempt; doubled before each further one
 * @param timeout how long a system may take over one batch
 * @param patience how long to wait for another process that is telling already
 */
public record DeliverySettings(int batch, int attempts, Duration pause, Duration timeout, Duration patience) {
    public static final DeliverySettings STANDARD =
            new DeliverySettings(500, 3, Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(10));
}

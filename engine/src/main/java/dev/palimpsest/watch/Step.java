package dev.palimpsest.watch;

/**
 * How far a verb is. Holds counts, never a key or value.
 *
 * @param done of {@code total}, in what the phase counts
 * @param total as far as it is known now; 0 when there is nothing to do
 */
public record Step(Phase phase, long done, long total) {}

package dev.palimpsest.benchmarks.hand;

/**
 * What a run by hand came to.
 *
 * @param people who were treated
 * @param rows rows that were changed or deleted
 * @param chunks transactions
 * @param statements sent in them, commits not counted
 * @param seconds from the first statement to the last commit
 * @param early seconds for each person in the first quarter of the chunks
 * @param late seconds for each person in the last quarter of the chunks
 */
public record Treated(
        long people, long rows, long chunks, long statements, double seconds, double early, double late) {}

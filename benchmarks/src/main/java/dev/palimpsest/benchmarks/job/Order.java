package dev.palimpsest.benchmarks.job;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * How a job is measured.
 *
 * @param rounds how often, 1 or more; by hand and ours in each, and who begins changes from round to round
 * @param people how many are treated by a run at most; 0 = everybody who may go
 * @param connections how many the bare reading opens at once: as many as the proof
 * @param scratch a directory for homes and maps
 * @param progress where it is said what goes on
 */
public record Order(int rounds, int people, int connections, Path scratch, PrintStream progress) {
    /** As many people in one transaction as {@code run} takes when nobody says otherwise. */
    static final int CHUNK = 1_000;

    int limit() {
        return people == 0 ? Integer.MAX_VALUE : people;
    }

    /** The same with at most so many people in a run. */
    public Order withAtMost(int fewer) {
        return new Order(rounds, Math.min(limit(), fewer), connections, scratch, progress);
    }

    void say(String job, int round) {
        progress.println(job + ", round " + (round + 1) + " of " + rounds);
    }

    /** Who begins a round; whoever comes second finds pages in memory that the first has read. */
    static boolean handBegins(int round) {
        return round % 2 == 0;
    }
}

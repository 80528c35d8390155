package dev.palimpsest.benchmarks.job;

import java.sql.SQLException;

/** One side of a job in one round. */
@FunctionalInterface
interface Work {
    void run() throws SQLException;

    /** Seconds that it took. */
    static double timed(Work work) throws SQLException {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }
}

package dev.palimpsest.run;

import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.util.Locale;

/** Stops a run that departs too far from its preview: something is not as the human saw it who released the run. */
final class Brake {
    /** Fewer subjects say nothing about a share. */
    private static final long LEAST_SUBJECTS = 50;
    /** A living database grows between preview and run. */
    private static final double MOST_ROWS = 1.5;

    private static final long ROWS_OF_GRACE = 10_000;

    private final RunRecord run;
    private final double share;

    Brake(RunRecord run, double share) {
        this.run = run;
        this.share = share;
    }

    /** @throws PalimpsestException RUN_BRAKED when the run must stop */
    void check(long done, long skipped, long failed, long rows) {
        long seen = done + skipped + failed;
        if (share < 1 && seen >= LEAST_SUBJECTS && (skipped + failed) > share * seen) {
            throw new PalimpsestException(
                    ErrorCode.RUN_BRAKED,
                    String.format(
                            Locale.ROOT,
                            "run %s was stopped: of %d subjects so far %d were skipped and %d failed, more than the brake"
                                    + " of %.0f %% allows. Look at the reasons; go on with a wider brake, or make a new preview.",
                            run.id(),
                            seen,
                            skipped,
                            failed,
                            share * 100));
        }
        if (share < 1 && rows > run.expectedRows() * MOST_ROWS + ROWS_OF_GRACE) {
            throw new PalimpsestException(
                    ErrorCode.RUN_BRAKED,
                    "run " + run.id() + " was stopped: it treated " + rows + " rows, the preview saw "
                            + run.expectedRows() + ". Go on with a wider brake, or make a new preview.");
        }
    }
}

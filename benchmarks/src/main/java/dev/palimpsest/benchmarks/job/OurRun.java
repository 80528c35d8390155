package dev.palimpsest.benchmarks.job;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.benchmarks.hand.Treated;
import dev.palimpsest.benchmarks.measure.Pace;
import dev.palimpsest.benchmarks.place.Place;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * One run, and when its parts began: first the chunks, with all that comes before them, then the sweep, then the
 * housekeeping. The chunks are what is held against the run by hand; the sweep counts with the proof.
 */
final class OurRun implements RunEvent.Listener {
    private final Place place;
    private final DataSource database;
    private Pace pace = new Pace();
    private final long begun = System.nanoTime();
    private final long loggedBefore;
    private long loggedAfter;
    private long chunksEnded;
    private long sweepEnded;
    private boolean swept;

    private OurRun(Place place, DataSource database) throws SQLException {
        this.place = place;
        this.database = database;
        this.loggedBefore = place.logged(database);
    }

    /**
     * What a run came to.
     *
     * @param treated the chunks
     * @param logged bytes of the write-ahead log that the chunks wrote
     * @param sweep seconds of the sweep
     * @param housekeeping seconds of the housekeeping
     */
    record Outcome(RunResult result, Treated treated, long logged, double sweep, double housekeeping) {}

    static Outcome of(Palimpsest palimpsest, Preview preview, Place place, DataSource database) throws SQLException {
        OurRun run = new OurRun(place, database);
        RunResult result = palimpsest.run(preview, preview.digest(), "bench", run);
        return run.outcome(result);
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.Started started -> pace = new Pace();
            case RunEvent.Progress progress -> {
                if (!swept) {
                    long over = progress.done() + progress.skipped() + progress.failed();
                    pace.mark(over);
                    chunksEnded = System.nanoTime();
                    if (over == progress.subjects()) {
                        loggedAfter = logged();
                    }
                }
            }
            case RunEvent.Sweeping sweeping -> swept = true;
            case RunEvent.Housekeeping housekeeping -> {
                swept = true;
                sweepEnded = sweepEnded == 0 ? System.nanoTime() : sweepEnded;
            }
            default -> {
                // what else happens belongs to the part it happens in
            }
        }
    }

    private long logged() {
        try {
            return place.logged(database);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Outcome outcome(RunResult result) {
        long ended = System.nanoTime();
        sweepEnded = sweepEnded == 0 ? ended : sweepEnded;
        Treated treated = new Treated(
                result.done(),
                result.rows(),
                result.chunks(),
                result.statements(),
                (chunksEnded - begun) / 1e9,
                pace.early(),
                pace.late());
        return new Outcome(
                result,
                treated,
                loggedAfter - loggedBefore,
                (sweepEnded - chunksEnded) / 1e9,
                (ended - sweepEnded) / 1e9);
    }
}

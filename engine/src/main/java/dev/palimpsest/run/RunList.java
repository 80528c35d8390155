package dev.palimpsest.run;

import dev.palimpsest.ledger.Attempt;
import dev.palimpsest.ledger.DatabaseStanding;
import dev.palimpsest.ledger.RunRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs that a database knows, the newest first.
 *
 * @param standing whether it is the database that its own tables and the home know
 * @param known whether Palimpsest's own tables are there at all
 * @param more whether there are runs older than these
 * @param attempts the newest calls that were refused because they were not confirmed as it had been shown
 */
public record RunList(DatabaseStanding standing, boolean known, List<Line> runs, boolean more, List<Attempt> attempts) {

    /**
     * One run.
     *
     * @param done subjects treated, as are the next two numbers by its receipts
     */
    public record Line(RunRecord run, long done, long skipped, long failed, Proof proof) {
        /** Subjects without a receipt: whoever was not reached yet, or was busy. */
        public long remaining() {
            return run.subjects() - done - skipped - failed;
        }
    }

    /**
     * What was proved of a run.
     *
     * @param at when its last proof was made; null where that was never, or stands in a report of another home
     */
    public record Proof(Colour colour, @Nullable Instant at) {}

    /** What a proof says. */
    public enum Colour {
        /** Nothing of its people is left. */
        GREEN,
        /** Something was found, or not everything could be read. To be mended and proved again. */
        RED,
        /** There is no report in this home, and the database knows of no green proof. */
        NONE
    }
}

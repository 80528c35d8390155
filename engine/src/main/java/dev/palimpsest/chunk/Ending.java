package dev.palimpsest.chunk;

import dev.palimpsest.database.Session;
import dev.palimpsest.ledger.Receipt;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.trace.Remembered;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a chunk ends: a run signs it off and commits, a rehearsal asks what a commit would ask, and undoes it. In nothing else
 * do the two differ.
 */
interface Ending {
    /** Whether Palimpsest's own tables are there: who was treated before stands in them. */
    boolean ownTables();

    /** Ends the transaction. */
    void of(Session session, Treated chunk) throws SQLException;

    /**
     * A chunk before its end.
     *
     * @param receipts one of each person, but of those whom somebody else holds
     * @param people those who were treated
     * @param remembered their fingerprints; null when nobody was treated
     * @param worked what was done to them; null when nobody was treated
     */
    record Treated(
            List<Receipt> receipts,
            List<SubjectKey> people,
            @Nullable Remembered remembered,
            @Nullable Worked worked) {}
}

package dev.palimpsest.check;

import dev.palimpsest.database.Rights;
import dev.palimpsest.ledger.DatabaseStanding;
import dev.palimpsest.ledger.OwnVersion;
import dev.palimpsest.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code check} found in a map that fits its database.
 *
 * @param rights what the database user lacks; verbs that need it refuse to start
 * @param rightsToMerge what it lacks beyond that to move rows from one profile to another; only a merge needs it
 * @param standing whether this is the database it was; verbs that change something refuse another
 * @param suggestions columns that seem to refer to subjects; the owner has to say whether they do
 * @param files tables of which some of the first rows name files outside the database, with their number
 * @param ownTables how far its own tables have come
 */
public record CheckResult(
        Plan plan,
        Rights rights,
        Rights rightsToMerge,
        DatabaseStanding standing,
        List<SuggestedTie> suggestions,
        Map<String, Long> files,
        OwnVersion ownTables) {
    public CheckResult {
        suggestions = List.copyOf(suggestions);
    }

    /** What the owner should know, though nothing forbids a run. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(plan.warnings());
        files.forEach((table, rows) -> warnings.add("of the first rows of " + table + " " + rows
                + " name files outside the database. Files are not treated yet: those of treated people stay until you delete"
                + " them. Preview, run and proof count such rows, and a proof says that the files stay."));
        return warnings;
    }

    /** Whether every verb can start but a merge, which may need more. */
    public boolean isReady() {
        return rights.areEnough() && standing.isKnown();
    }
}

package dev.palimpsest.check;

import dev.palimpsest.database.Rights;
import dev.palimpsest.ledger.DatabaseStanding;
import dev.palimpsest.ledger.OwnVersion;
import dev.palimpsest.plan.Plan;
import java.util.List;

/**
 * What {@code check} found in a map that fits its database.
 *
 * @param rights what the database user lacks; verbs that need it refuse to start
 * @param rightsToMerge what it lacks beyond that to move rows from one profile to another; only a merge needs it
 * @param standing whether this is the database it was; verbs that change something refuse another
 * @param suggestions columns that seem to refer to subjects; the owner has to say whether they do
 * @param ownTables how far its own tables have come
 */
public record CheckResult(
        Plan plan,
        Rights rights,
        Rights rightsToMerge,
        DatabaseStanding standing,
        List<SuggestedTie> suggestions,
        OwnVersion ownTables) {
    public CheckResult {
        suggestions = List.copyOf(suggestions);
    }

    /** Whether every verb can start but a merge, which may need more. */
    public boolean isReady() {
        return rights.areEnough() && standing.isKnown();
    }
}

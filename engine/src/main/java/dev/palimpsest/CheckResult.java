package dev.palimpsest;

import dev.palimpsest.database.Rights;
import dev.palimpsest.plan.Plan;

/**
 * What {@code check} found in a map that fits its database.
 *
 * @param rights what the database user lacks; verbs that need it refuse to start
 */
public record CheckResult(Plan plan, Rights rights) {
    /** Whether every verb can start. */
    public boolean isReady() {
        return rights.areEnough();
    }
}

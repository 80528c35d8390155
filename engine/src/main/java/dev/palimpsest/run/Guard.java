package dev.palimpsest.run;

import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.Way;
import java.util.List;
import java.util.Optional;

/**
 * Whether the lock on a subject's row keeps new rows of a table away: only where one reference to the subject is checked at
 * once, because such a check locks the referred row until the writer commits.
 */
final class Guard {
    private Guard() {}

    static boolean isGuarded(Way way, Plan plan) {
        if (way.hops().isEmpty()) {
            return true;
        }
        if (way.hops().size() != 1) {
            return false;
        }
        Way.Hop hop = way.hops().getFirst();
        Optional<ForeignKey> reference = plan.schema().require(way.table()).foreignKeys().stream()
                .filter(key -> key.columns().equals(List.of(hop.column().name())))
                .filter(key -> key.to().equals(hop.to()))
                .findFirst();
        return reference.isPresent() && !reference.get().deferrable();
    }
}

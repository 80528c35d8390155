package dev.palimpsest.chunk;

import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.TableName;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.Way;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        return isGuarded(way.hops().getLast(), plan);
    }

    /**
     * The tables on the way in which somebody may write without holding the subject's row: such a row may become the subject's
     * unseen, or bring others along.
     */
    static Stream<TableName> unguarded(Way way, Plan plan) {
        Way.Hop last = way.hops().getLast();
        return way.hops().stream()
                .filter(hop -> !hop.equals(last) || !isGuarded(last, plan))
                .map(Way.Hop::from);
    }

    /**
     * The same tables without the first, each with its own way to the subject, nearest to the subject first. Whoever locks
     * the rows at the end of the way only reads these.
     */
    static Stream<Way> unguardedBetween(Way way, Plan plan) {
        List<TableName> unguarded = unguarded(way, plan).toList();
        return IntStream.iterate(way.hops().size() - 1, i -> i > 0, i -> i - 1)
                .filter(i -> unguarded.contains(way.hops().get(i).from()))
                .mapToObj(way::from);
    }

    /** The tables in which somebody may write a reference to a row of the way without holding that row. */
    static Stream<TableName> unguardedHolders(Way way) {
        return way.holders().stream()
                .map(Way.Holder::reference)
                .filter(ForeignKey::deferrable)
                .map(ForeignKey::from);
    }

    private static boolean isGuarded(Way.Hop hop, Plan plan) {
        Optional<ForeignKey> reference = plan.schema().require(hop.from()).foreignKeys().stream()
                .filter(key -> key.columns().equals(List.of(hop.column().name())))
                .filter(key -> key.to().equals(hop.to()))
                .findFirst();
        return reference.isPresent() && !reference.get().deferrable();
    }
}

package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Table;
import dev.palimpsest.plan.LikelyTies;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns that say by themselves whose a row is: the subject's key, or a reference to it. Only of types of which equal
 * values have one text, so that nobody is taken for somebody else.
 */
final class OwnerColumns {
    private final Plan plan;
    private final LikelyTies likely;

    OwnerColumns(Plan plan) {
        this.plan = plan;
        this.likely = new LikelyTies(plan);
    }

    /** Columns that name somebody besides, whoever the row belongs to by the map; see {@link LikelyTies}. */
    List<Column> ties(Table table) {
        TablePlan steps = plan.table(table.name()).orElse(null);
        List<Column> judged = steps == null
                ? List.of()
                : Stream.concat(Stream.of(steps), steps.severed().stream())
                        .map(TablePlan::way)
                        .filter(Objects::nonNull)
                        .filter(way -> !way.isReferredTo())
                        .map(Way::linkColumn)
                        .toList();
        return likely.of(table).stream()
                .filter(column -> !judged.contains(column))
                .toList();
    }

    /** Columns that name somebody beside whom the row belongs to: as a co-owner, or in another way. */
    List<Column> beside(Table table) {
        List<Column> named = new ArrayList<>(ties(table));
        plan.table(table.name())
                .ifPresent(steps -> steps.severed()
                        .forEach(coOwner -> named.add(coOwner.requireWay().linkColumn())));
        return named;
    }

    /** The column; null where a row may be more than one subject's, or only other rows say whose it is. */
    @Nullable
    Column of(Table table) {
        TablePlan steps = plan.table(table.name()).orElse(null);
        Way way = steps == null ? null : steps.way();
        if (steps == null || way == null) {
            return null;
        }
        boolean alone =
                way.where() == null && !way.isReferredTo() && steps.severed().isEmpty();
        return alone && leadsToTheKey(way) && isComparable(way) ? way.linkColumn() : null;
    }

    private boolean leadsToTheKey(Way way) {
        return way.hops().isEmpty()
                || way.hops().size() == 1
                        && way.hops()
                                .getFirst()
                                .toColumn()
                                .name()
                                .equals(plan.subject().key().name());
    }

    private boolean isComparable(Way way) {
        ColumnFamily family = plan.subject().key().family();
        return (family == ColumnFamily.INTEGER || family == ColumnFamily.UUID)
                && way.linkColumn().family() == family;
    }

    /** The key as a number: equal keys have equal ones. Empty where it cannot be said. */
    static OptionalLong number(String key, ColumnFamily family) {
        try {
            if (family == ColumnFamily.INTEGER) {
                return OptionalLong.of(Long.parseLong(key));
            }
            UUID uuid = UUID.fromString(key);
            return OptionalLong.of(uuid.getMostSignificantBits() * 31 + uuid.getLeastSignificantBits());
        } catch (IllegalArgumentException anotherForm) {
            return OptionalLong.empty();
        }
    }
}

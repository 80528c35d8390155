package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which primary keys may stand in a report or a list: those that by their type hold nobody's words, and of which the map does not say
 * that they identify people, nor of what they refer to.
 */
public final class ShownKeys {
    private final Plan plan;

    private record Place(TableName table, String column) {}

    public ShownKeys(Plan plan) {
        this.plan = plan;
    }

    /** Whether the rows of the table may be named by its primary key. */
    public boolean mayShow(Table table) {
        return table.hasHarmlessKey()
                && table.primaryKey().stream().noneMatch(column -> isSomebodys(table, column, new HashSet<>()));
    }

    private boolean isSomebodys(Table table, String column, Set<Place> asked) {
        if (!asked.add(new Place(table.name(), column))) {
            return false;
        }
        return identifies(table, column)
                || table.foreignKeys().stream().anyMatch(key -> refersToSomebodys(key, column, asked))
                || hops().filter(hop -> hop.from().equals(table.name())
                                && hop.column().name().equals(column))
                        .anyMatch(hop -> isSomebodys(hop.to(), hop.toColumn().name(), asked));
    }

    private boolean identifies(Table table, String column) {
        return plan.identifiers().stream()
                .flatMap(IdentifierSource::rows)
                .anyMatch(source -> source.table().name().equals(table.name()) && names(source.columns(), column));
    }

    private static boolean names(List<Column> columns, String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    private boolean refersToSomebodys(ForeignKey key, String column, Set<Place> asked) {
        int place = key.columns().indexOf(column);
        return place >= 0 && isSomebodys(key.to(), key.toColumns().get(place), asked);
    }

    private boolean isSomebodys(TableName name, String column, Set<Place> asked) {
        return plan.schema()
                .table(name)
                .filter(table -> isSomebodys(table, column, asked))
                .isPresent();
    }

    /** What refers to what by the map, with or without a foreign key. */
    private Stream<Way.Hop> hops() {
        return plan.steps().stream()
                .map(TablePlan::way)
                .filter(Objects::nonNull)
                .flatMap(way -> way.hops().stream());
    }
}

package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns in which a row names a subject by the key besides the way by which the map ties it to one: foreign keys, and what
 * is called like the references elsewhere. Who is named there is not whose the row is; it is evidence of whom its texts tell.
 */
public final class LikelyTies {
    private final Plan plan;
    private final Column key;
    private final TieNames names;
    /** What references to the subject's key are called. */
    private final Set<String> declared;

    private final Set<Place> denied;

    private record Place(TableName table, String column) {}

    public LikelyTies(Plan plan) {
        this.plan = plan;
        this.key = plan.subject().key();
        this.names = new TieNames(plan.subject().table().name().name());
        this.declared = declared();
        this.denied = plan.map().ties().stream()
                .map(tie -> new Place(plan.name(tie.table()), tie.column()))
                .collect(Collectors.toSet());
    }

    private Set<String> declared() {
        TableName subject = plan.subject().table().name();
        Set<String> columns = new HashSet<>();
        plan.schema().referencesTo(subject).stream()
                .filter(reference -> !reference.from().equals(subject) && leadsToTheKey(reference))
                .forEach(reference -> columns.addAll(reference.columns()));
        ways().filter(way -> way.where() == null)
                .flatMap(way -> way.hops().stream())
                .filter(hop -> hop.to().equals(subject)
                        && !hop.from().equals(subject)
                        && hop.toColumn().name().equals(key.name()))
                .forEach(hop -> columns.add(hop.column().name()));
        return columns;
    }

    private Stream<Way> ways() {
        return Stream.concat(
                        plan.steps().stream().map(TablePlan::way),
                        plan.activity().stream().map(source -> source.way()))
                .filter(Objects::nonNull)
                .filter(way -> !way.isReferredTo());
    }

    private boolean leadsToTheKey(ForeignKey reference) {
        return reference.columns().size() == 1 && reference.toColumns().equals(List.of(key.name()));
    }

    /** Those of a table; none of the subject's own, nor such of which the map says that they refer to nobody. */
    public List<Column> of(Table table) {
        if (table.name().equals(plan.subject().table().name())) {
            return List.of();
        }
        return table.columns().stream()
                .filter(column -> column.family() == key.family())
                .filter(column -> !table.primaryKey().equals(List.of(column.name())))
                .filter(column -> !denied.contains(new Place(table.name(), column.name())))
                .filter(column -> isTie(table, column))
                .toList();
    }

    private boolean isTie(Table table, Column column) {
        List<ForeignKey> references = table.foreignKeys().stream()
                .filter(reference -> reference.columns().contains(column.name()))
                .toList();
        if (!references.isEmpty()) {
            return references.stream()
                    .anyMatch(reference ->
                            reference.to().equals(plan.subject().table().name()) && leadsToTheKey(reference));
        }
        return !names.saysNothing(column.name())
                && (declared.contains(column.name()) || names.isCalledAfter(column.name()));
    }
}

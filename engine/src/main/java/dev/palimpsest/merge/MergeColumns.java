package dev.palimpsest.merge;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.MergeDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Whose values the profile that stays has in the end: the map says so for each column. */
final class MergeColumns {
    private final Plan plan;
    private final Session session;
    private final MergeRequest request;

    MergeColumns(Plan plan, Session session, MergeRequest request) {
        this.plan = plan;
        this.session = session;
        this.request = request;
    }

    /** Columns whose value may come from the profile that goes. */
    private static List<Column> taken(Plan plan) {
        Table table = plan.subject().table();
        return table.columns().stream()
                .filter(column -> !column.equals(plan.subject().key())
                        && !table.primaryKey().contains(column.name())
                        && !column.generated()
                        && !column.identity())
                .filter(column -> plan.map().merge().value(column.name()) != MergeDeclaration.Value.NEW)
                .toList();
    }

    private boolean isUnique(Column column) {
        return plan.subject().table().isInUniqueKey(column.name());
    }

    /** Takes over what may stand in both rows at once. */
    void take() throws SQLException {
        Dialect dialect = session.dialect();
        TableName table = plan.subject().table().name();
        List<Sql> assignments = new ArrayList<>();
        List<String> read = new ArrayList<>();
        for (Column column : taken(plan)) {
            if (!isUnique(column)) {
                // a name of its own: MariaDB would not know which of two columns to set
                String old = "c" + read.size();
                read.add(dialect.quote(column.name()) + " as " + old);
                assignments.add(
                        Sql.of(dialect.quote(column.name()) + " = " + value(column, table, "palimpsest_old." + old)));
            }
        }
        if (assignments.isEmpty()) {
            return;
        }
        Column key = plan.subject().key();
        session.update(dialect.updateFrom(
                plan.subject().table(),
                assignments,
                Sql.of("(select " + String.join(", ", read) + " from " + dialect.quote(table) + " where ")
                        .add(is(request.from()))
                        .add(") palimpsest_old"),
                Sql.of(
                        dialect.quote(table, key.name()) + " = " + dialect.cast("?", key.typeName()),
                        request.into().value())));
    }

    /** @param old the value of the profile that goes */
    private String value(Column column, TableName table, String old) {
        Dialect dialect = session.dialect();
        String kept = dialect.quote(table, column.name());
        return switch (plan.map().merge().value(column.name())) {
            case NEW -> kept;
            case OLD -> old;
            case FILLED -> {
                // the length: to MariaDB blanks are equal to no characters
                String empty = kept + " is null"
                        + (column.family() == ColumnFamily.TEXT ? " or char_length(" + kept + ") = 0" : "");
                yield "case when " + empty + " then " + old + " else " + kept + " end";
            }
        };
    }

    /** What unique columns are to hold when the row of the profile that goes holds it no longer. */
    Map<Column, Optional<String>> uniqueValues() throws SQLException {
        Map<Column, Optional<String>> values = new LinkedHashMap<>();
        if (request.keepOld()) {
            return values;
        }
        List<Column> unique = taken(plan).stream().filter(this::isUnique).toList();
        if (unique.isEmpty()) {
            return values;
        }
        Map<Column, Optional<String>> old = remembered(unique, request.from());
        Map<Column, Optional<String>> kept = remembered(unique, request.into());
        for (Column column : unique) {
            if (takes(column, kept)) {
                values.put(column, old.getOrDefault(column, Optional.empty()));
            }
        }
        return values;
    }

    /** Whether the value of the profile that goes is taken over, of a column of which that is possible. */
    private boolean takes(Column column, Map<Column, Optional<String>> kept) {
        return plan.map().merge().value(column.name()) == MergeDeclaration.Value.OLD
                || kept.getOrDefault(column, Optional.empty())
                        .filter(value -> column.family() != ColumnFamily.TEXT || !value.isEmpty())
                        .isEmpty();
    }

    /** What the profile that stays holds in these columns when the other is gone. */
    Map<Column, Optional<String>> afterwards(List<Column> columns) throws SQLException {
        List<Column> taken = taken(plan);
        Map<Column, Optional<String>> old = read(columns, request.from());
        Map<Column, Optional<String>> kept = read(columns, request.into());
        Map<Column, Optional<String>> values = new HashMap<>();
        for (Column column : columns) {
            Map<Column, Optional<String>> winner = taken.contains(column) && takes(column, kept) ? old : kept;
            values.put(column, winner.getOrDefault(column, Optional.empty()));
        }
        return values;
    }

    private static String text(Map<Column, Optional<String>> values, Column column) {
        return values.getOrDefault(column, Optional.empty()).orElse("");
    }

    /** Columns in which the profile that stays gets the value of the one that goes, and had another. */
    List<Column> changing() throws SQLException {
        List<Column> taken = taken(plan);
        if (request.keepOld() || taken.isEmpty()) {
            return List.of();
        }
        Map<Column, Optional<String>> old = remembered(taken, request.from());
        Map<Column, Optional<String>> kept = remembered(taken, request.into());
        return taken.stream()
                .filter(column -> takes(column, kept) && !text(old, column).equals(text(kept, column)))
                .toList();
    }

    /** What one profile holds in these columns, as words. */
    Map<Column, Optional<String>> read(List<Column> columns, SubjectKey key) throws SQLException {
        return read(columns, key, (column, expression) -> session.dialect().asText(expression));
    }

    private Map<Column, Optional<String>> remembered(List<Column> columns, SubjectKey key) throws SQLException {
        return read(columns, key, session.dialect()::remembered);
    }

    private Map<Column, Optional<String>> read(
            List<Column> columns, SubjectKey key, BiFunction<Column, String, String> form) throws SQLException {
        Dialect dialect = session.dialect();
        TableName table = plan.subject().table().name();
        List<String> selected = columns.stream()
                .map(column -> form.apply(column, dialect.quote(table, column.name())))
                .toList();
        Map<Column, Optional<String>> values = new HashMap<>();
        session.forEach(
                Sql.of("select " + String.join(", ", selected) + " from " + dialect.quote(table) + " where ")
                        .add(is(key)),
                row -> {
                    for (int i = 0; i < columns.size(); i++) {
                        values.put(columns.get(i), Optional.ofNullable(row.getString(i + 1)));
                    }
                });
        return values;
    }

    /** Writes what {@link #uniqueValues} read. */
    void write(Map<Column, Optional<String>> values) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        Dialect dialect = session.dialect();
        List<Sql> assignments = new ArrayList<>();
        values.forEach((column, value) -> assignments.add(value.map(
                        text -> Sql.of(dialect.quote(column.name()) + " = " + dialect.written(column, "?"), text))
                .orElseGet(() -> Sql.of(dialect.quote(column.name()) + " = null"))));
        session.update(Sql.of("update " + dialect.quote(plan.subject().table().name()) + " set ")
                .join(", ", assignments)
                .add(" where ")
                .add(is(request.into())));
    }

    private Sql is(SubjectKey key) {
        Column column = plan.subject().key();
        Dialect dialect = session.dialect();
        return Sql.of(
                dialect.quote(plan.subject().table().name(), column.name()) + " = "
                        + dialect.cast("?", column.typeName()),
                key.value());
    }
}

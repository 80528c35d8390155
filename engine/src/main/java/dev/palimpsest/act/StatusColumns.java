package dev.palimpsest.act;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.IdentifierSource;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.survey.Act;
import dev.palimpsest.treatment.Treatments;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the subject's table that an act overwrites to tell the application how far a record is on its way out, and
 * whose values may be remembered: no identifiers, nothing that the map treats otherwise, and no texts but words.
 */
final class StatusColumns {
    /** As many characters as the word for a status has at most. */
    private static final int WORD = 40;

    private final Plan plan;
    private final List<Column> columns;

    StatusColumns(Plan plan, Act act) {
        this.plan = plan;
        Table table = plan.subject().table();
        Set<String> identifiers = plan.identifiers().stream()
                .flatMap(IdentifierSource::rows)
                .filter(source -> source.table().name().equals(table.name()))
                .flatMap(source -> source.columns().stream())
                .map(Column::name)
                .collect(Collectors.toSet());
        this.columns = declared(plan, act).keySet().stream()
                .sorted()
                .filter(name -> !identifiers.contains(name))
                .map(name -> table.column(name).orElseThrow())
                .filter(this::mayBeRemembered)
                .toList();
    }

    /** What the map says that this act overwrites, and with what. */
    static Map<String, @Nullable String> declared(Plan plan, Act act) {
        SubjectDeclaration subject = plan.subject().declaration();
        return switch (act) {
            case DEACTIVATE -> Map.copyOf(subject.deactivate());
            case ARCHIVE -> Map.copyOf(subject.archive());
            case RESTORE, ANONYMISE -> throw new IllegalArgumentException(act + " overwrites no status");
        };
    }

    private boolean mayBeRemembered(Column column) {
        boolean isStatus = plan.subject().declaration().archive().containsKey(column.name());
        boolean isKept = plan.map().treatment().stream()
                .filter(entry ->
                        plan.name(entry.table()).equals(plan.subject().table().name()))
                .anyMatch(entry -> entry.keep().contains(column.name()));
        if (!isStatus && !plan.subjectPlan().keeps(column)) {
            return false;
        }
        return switch (column.family()) {
            case BOOLEAN, INTEGER, DECIMAL, FLOAT, DATE, TIMESTAMP, TIMESTAMP_ZONED, TIME, ENUM -> true;
            case TEXT -> {
                Integer length = column.length();
                yield isKept || (length != null && length <= WORD);
            }
            case UUID, JSON, XML, BINARY, ARRAY, OTHER -> isKept;
        };
    }

    /** What these columns hold of everybody in the chunk table. */
    Map<SubjectKey, Map<String, @Nullable String>> read(Session session) throws SQLException {
        Dialect dialect = session.dialect();
        TableName table = plan.subject().table().name();
        String key = dialect.quote(table, plan.subject().key().name());
        List<String> selected = new ArrayList<>(List.of(dialect.asText(key)));
        columns.forEach(column -> selected.add(dialect.remembered(column, dialect.quote(table, column.name()))));
        Map<SubjectKey, Map<String, @Nullable String>> values = new LinkedHashMap<>();
        session.forEach(
                Sql.of("select " + String.join(", ", selected) + " from " + dialect.quote(table) + " join "
                        + dialect.chunkTable(plan.subject().key().typeName()).relation() + " palimpsest_k on " + key
                        + " = palimpsest_k.palimpsest_key"),
                row -> {
                    Map<String, @Nullable String> held = new TreeMap<>();
                    for (int i = 0; i < columns.size(); i++) {
                        held.put(columns.get(i).name(), row.getString(i + 2));
                    }
                    values.put(new SubjectKey(row.getString(1)), held);
                });
        return values;
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** Whether these are the values of just these columns; the map may have become another since. */
    boolean are(Map<String, @Nullable String> values) {
        return values.keySet().equals(columns.stream().map(Column::name).collect(Collectors.toSet()));
    }

    /**
     * Gives everybody the values that were: one statement, whatever they are.
     *
     * @param known by subject, what {@link #read} gave
     * @param others what the map says of these and other columns; those that were go first
     * @return rows changed
     */
    long write(
            Session session, Map<SubjectKey, Map<String, @Nullable String>> known, Map<String, @Nullable String> others)
            throws SQLException {
        Dialect dialect = session.dialect();
        Table table = plan.subject().table();
        Column key = plan.subject().key();
        List<Sql> assignments = new ArrayList<>();
        List<List<@Nullable String>> values = new ArrayList<>();
        values.add(new ArrayList<>());
        known.keySet().forEach(each -> values.getFirst().add(each.value()));
        for (Column column : columns) {
            assignments.add(Sql.of(dialect.quote(column.name()) + " = "
                    + dialect.written(column, "palimpsest_earlier.c" + values.size())));
            List<@Nullable String> theirs = new ArrayList<>();
            known.values().forEach(held -> theirs.add(held.get(column.name())));
            values.add(theirs);
        }
        Map<String, @Nullable String> rest = new HashMap<>(others);
        columns.forEach(column -> rest.remove(column.name()));
        assignments.addAll(fixed(plan, rest, dialect));
        return session.update(dialect.updateFrom(
                table,
                assignments,
                dialect.rows(values, Collections.nCopies(values.size(), "text")).add(" palimpsest_earlier"),
                Sql.of(dialect.quote(table.name(), key.name()) + " = "
                        + dialect.cast("palimpsest_earlier.c0", key.typeName()))));
    }

    /** Gives columns of the subject's table these values. */
    static List<Sql> fixed(Plan plan, Map<String, @Nullable String> values, Dialect dialect) {
        List<Sql> assignments = new ArrayList<>();
        values.forEach((name, value) -> {
            Column column = plan.subject().table().column(name).orElseThrow();
            Sql assignment = Sql.of(dialect.quote(name) + " = ");
            String old = dialect.quote(plan.subject().table().name(), name);
            assignments.add(
                    value == null
                            ? assignment.add("null")
                            : assignment.add(Treatments.fixed(value).value(column, old, dialect)));
        });
        return assignments;
    }
}

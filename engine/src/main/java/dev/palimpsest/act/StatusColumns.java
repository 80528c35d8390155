package dev.palimpsest.act;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.IdentifierSource;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the subject's table by which the application is told how far a record is on its way out: whatever the map's
 * {@code deactivate}, {@code archive} and {@code restore} set. Identifiers among them are nobody's status.
 */
final class StatusColumns {
    private final Plan plan;
    private final List<String> names;

    StatusColumns(Plan plan) {
        this.plan = plan;
        SubjectDeclaration subject = plan.subject().declaration();
        Set<String> columns = new LinkedHashSet<>(subject.deactivate().keySet());
        columns.addAll(subject.archive().keySet());
        columns.addAll(subject.restore().keySet());
        for (IdentifierSource source : plan.identifiers()) {
            if (source.way().hops().isEmpty()) {
                source.columns().forEach(column -> columns.remove(column.name()));
            }
        }
        this.names = List.copyOf(columns);
    }

    /** What these columns hold of everybody in the chunk table. */
    Map<SubjectKey, Map<String, @Nullable String>> read(Session session) throws SQLException {
        Dialect dialect = session.dialect();
        TableName table = plan.subject().table().name();
        String key = dialect.quote(table, plan.subject().key().name());
        List<String> selected = new ArrayList<>(List.of(dialect.asText(key)));
        names.forEach(name -> selected.add(dialect.asText(dialect.quote(table, name))));
        Map<SubjectKey, Map<String, @Nullable String>> values = new LinkedHashMap<>();
        session.forEach(
                Sql.of("select " + String.join(", ", selected) + " from " + dialect.quote(table) + " join "
                        + dialect.chunkTable(plan.subject().key().typeName()).relation() + " palimpsest_k on " + key
                        + " = palimpsest_k.palimpsest_key"),
                row -> {
                    Map<String, @Nullable String> held = new TreeMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        held.put(names.get(i), row.getString(i + 2));
                    }
                    values.put(new SubjectKey(row.getString(1)), held);
                });
        return values;
    }

    /** What brings somebody back of whom these values are known: they, and for the other columns what the map says. */
    Map<String, @Nullable String> restored(Map<String, @Nullable String> known) {
        Map<String, @Nullable String> values =
                new HashMap<>(plan.subject().declaration().restore());
        known.forEach((column, value) -> {
            if (names.contains(column)) {
                values.put(column, value);
            }
        });
        return values;
    }
}

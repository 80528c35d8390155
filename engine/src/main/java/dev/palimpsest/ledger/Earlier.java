package dev.palimpsest.ledger;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.SubjectKey;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the columns held that an act has overwritten, by subject and act, so that it can be brought back. A subject has one
 * set for each act at most; it goes when it was brought back, and when the subject is anonymised.
 */
public final class Earlier {
    /** Keys bound in one statement. */
    private static final int BATCH = 1_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What an act has overwritten in one subject, by column.
     *
     * @param on the business day of the act
     * @param before what was there
     * @param after what the act wrote
     */
    public record Overwritten(
            LocalDate on, Map<String, @Nullable String> before, Map<String, @Nullable String> after) {}

    private final OwnTables tables;
    private final Session session;

    public Earlier(OwnTables tables, Session session) {
        this.tables = tables;
        this.session = session;
    }

    /** Writes values down. Stands in the same transaction as the act, after {@link #forget}. */
    public void remember(String act, Map<SubjectKey, Overwritten> values) throws SQLException {
        List<List<String>> columns = List.of(new ArrayList<>(), new ArrayList<>());
        values.forEach((key, row) -> {
            columns.get(0).add(key.value());
            columns.get(1).add(JSON.writeValueAsString(row));
        });
        session.update(Sql.of(
                        "insert into " + tables.earlier(session)
                                + " (subject_table, subject_key, act, values_before) select ?, e.c0, ?, e.c1 from ",
                        tables.subjectTable(),
                        act)
                .add(session.dialect().rows(columns, List.of("text", "text")))
                .add(" e"));
    }

    /** What this act has overwritten in these subjects; those of whom nothing is known are left out. */
    public Map<SubjectKey, Overwritten> of(String act, List<SubjectKey> keys) throws SQLException {
        Map<SubjectKey, Overwritten> values = new HashMap<>();
        for (Sql theirs : theirs(keys)) {
            session.forEach(
                    Sql.of(
                                    "select subject_key, values_before from " + tables.earlier(session)
                                            + " where act = ? and ",
                                    act)
                            .add(theirs),
                    row -> values.put(
                            new SubjectKey(row.getString(1)), JSON.readValue(row.getString(2), Overwritten.class)));
        }
        return values;
    }

    /** Forgets what this act has overwritten in these subjects. */
    public void forget(List<SubjectKey> keys, String act) throws SQLException {
        delete(keys, Sql.of(" and act = ?", act));
    }

    /** Forgets all that is known of these subjects. */
    public void forget(List<SubjectKey> keys) throws SQLException {
        delete(keys, new Sql());
    }

    private void delete(List<SubjectKey> keys, Sql which) throws SQLException {
        for (Sql theirs : theirs(keys)) {
            session.update(Sql.of("delete from " + tables.earlier(session) + " where ")
                    .add(theirs)
                    .add(which));
        }
    }

    /** Conditions by which the rows are looked up one by one, whatever the database believes of the table. */
    private List<Sql> theirs(List<SubjectKey> keys) {
        List<Sql> conditions = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += BATCH) {
            List<Sql> each = keys.subList(from, Math.min(keys.size(), from + BATCH)).stream()
                    .map(key -> Sql.of("?", key.value()))
                    .toList();
            conditions.add(Sql.of("subject_table = ? and subject_key in (", tables.subjectTable())
                    .join(", ", each)
                    .add(")"));
        }
        return conditions;
    }
}

package dev.palimpsest;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds named keys that nobody bears, so that a mistyped one is not mistaken for somebody who needs nothing. */
final class UnknownKeys {
    private static final int BATCH = 5_000;

    private UnknownKeys() {}

    static List<SubjectKey> of(Plan plan, Session session, List<SubjectKey> keys) throws SQLException {
        Set<SubjectKey> unknown = new LinkedHashSet<>(keys);
        for (int from = 0; from < keys.size(); from += BATCH) {
            found(plan, session, keys.subList(from, Math.min(keys.size(), from + BATCH)))
                    .forEach(unknown::remove);
        }
        return List.copyOf(unknown);
    }

    private static List<SubjectKey> found(Plan plan, Session session, List<SubjectKey> keys) throws SQLException {
        Dialect dialect = session.dialect();
        TableName table = plan.subject().table().name();
        Column column = plan.subject().key();
        String key = dialect.quote(table, column.name());
        Dialect.KeySet named = dialect.keys(keys, column.typeName());
        Sql sql = new Sql()
                .add(named.with())
                .add("select " + dialect.asText(key) + " from " + dialect.quote(table) + " join " + named.relation()
                        + " palimpsest_k on " + key + " = palimpsest_k.palimpsest_key");
        try {
            return session.list(sql, row -> new SubjectKey(row.getString(1)));
        } catch (SQLException refused) {
            String state = refused.getSQLState();
            if (state == null || !state.startsWith("22")) {
                throw refused;
            }
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "one of the keys named is no value of " + table + "." + column.name() + ", which is of type "
                            + column.typeName() + ". Write the keys as the database shows them.");
        }
    }
}

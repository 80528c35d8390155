package dev.palimpsest.check;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
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
import java.util.regex.Pattern;

/** Finds named keys that nobody bears, so that a mistyped one is not mistaken for somebody who needs nothing. */
public final class UnknownKeys {
    private static final int BATCH = 5_000;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\s*[-+]?[0-9]+\\s*");

    private UnknownKeys() {}

    public static List<SubjectKey> of(Plan plan, Session session, List<SubjectKey> keys) throws SQLException {
        Set<SubjectKey> unknown = new LinkedHashSet<>(keys);
        for (int from = 0; from < keys.size(); from += BATCH) {
            found(plan, session, from, keys.subList(from, Math.min(keys.size(), from + BATCH)))
                    .forEach(unknown::remove);
        }
        return List.copyOf(unknown);
    }

    private static List<SubjectKey> found(Plan plan, Session session, int before, List<SubjectKey> keys)
            throws SQLException {
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
                    which(before, keys, column) + " is no value of " + table + "." + column.name()
                            + ", which is of type " + column.typeName()
                            + ". Write the keys as the database shows them.");
        }
    }

    /** Which of them, where it can be told: the key itself may be a name that somebody wrote there. */
    private static String which(int before, List<SubjectKey> keys, Column column) {
        for (int i = 0; column.family() == ColumnFamily.INTEGER && i < keys.size(); i++) {
            if (!WHOLE_NUMBER.matcher(keys.get(i).value()).matches()) {
                return "number " + (before + i + 1) + " of the keys named";
            }
        }
        return "one of the keys named";
    }
}

package dev.palimpsest.check;

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
import java.sql.Savepoint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Finds named keys that nobody bears, so that a mistyped one is not mistaken for somebody who needs nothing. */
public final class UnknownKeys {
    private static final int BATCH = 5_000;

    private final Plan plan;
    private final Session session;
    private final List<SubjectKey> keys;
    private final IntFunction<String> called;

    private UnknownKeys(Plan plan, Session session, List<SubjectKey> keys, IntFunction<String> called) {
        this.plan = plan;
        this.session = session;
        this.keys = keys;
        this.called = called;
    }

    public static List<SubjectKey> of(Plan plan, Session session, List<SubjectKey> keys) throws SQLException {
        return of(plan, session, keys, at -> "number " + (at + 1) + " of the keys named");
    }

    /**
     * The same for keys of which it is known where they stand.
     *
     * @param called says it of the key at this place, from 0; the key itself may be a name that somebody wrote there
     * @throws PalimpsestException BAD_ARGUMENT for a key that is none
     */
    public static List<SubjectKey> of(Plan plan, Session session, List<SubjectKey> keys, IntFunction<String> called)
            throws SQLException {
        UnknownKeys looked = new UnknownKeys(plan, session, keys, called);
        Set<SubjectKey> unknown = new LinkedHashSet<>(keys);
        for (int from = 0; from < keys.size(); from += BATCH) {
            looked.found(from, Math.min(keys.size(), from + BATCH)).forEach(unknown::remove);
        }
        return List.copyOf(unknown);
    }

    private List<SubjectKey> found(int from, int to) throws SQLException {
        Savepoint before = session.connection().setSavepoint();
        try {
            List<SubjectKey> found = there(keys.subList(from, to));
            session.connection().releaseSavepoint(before);
            return found;
        } catch (SQLException refused) {
            String state = refused.getSQLState();
            if (state == null || !state.startsWith("22")) {
                throw refused;
            }
            session.connection().rollback(before);
            if (to - from > 1) {
                int middle = (from + to) / 2;
                found(from, middle);
                found(middle, to);
            }
            throw refusal(to - from > 1 ? "one of the keys named" : called.apply(from));
        }
    }

    private List<SubjectKey> there(List<SubjectKey> named) throws SQLException {
        Dialect dialect = session.dialect();
        TableName table = plan.subject().table().name();
        String key = dialect.quote(table, plan.subject().key().name());
        Dialect.KeySet set = dialect.keys(named, plan.subject().key().typeName());
        Sql sql = new Sql()
                .add(set.with())
                .add("select " + dialect.asText(key) + " from " + dialect.quote(table) + " join " + set.relation()
                        + " palimpsest_k on " + key + " = palimpsest_k.palimpsest_key");
        return session.list(sql, row -> new SubjectKey(row.getString(1)));
    }

    private PalimpsestException refusal(String which) {
        Column column = plan.subject().key();
        return new PalimpsestException(
                ErrorCode.BAD_ARGUMENT,
                which + " is no value of " + plan.subject().table().name() + "." + column.name() + ", which is of type "
                        + column.typeName() + ". Write the keys as the database shows them.");
    }
}

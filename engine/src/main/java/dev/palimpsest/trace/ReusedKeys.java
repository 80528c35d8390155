package dev.palimpsest.trace;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells which keys of people who went were given to somebody new: what a row with such a key says is that one's. */
record ReusedKeys(Plan plan, Sought sought) {
    /** Of these keys of those who went, the ones that were given to somebody who lives. */
    Set<SubjectKey> among(List<SubjectKey> keys, Session session) throws SQLException {
        if (!plan.removesSubjects() || keys.isEmpty()) {
            return Set.of();
        }
        Dialect dialect = session.dialect();
        Dialect.KeySet asked = dialect.keys(keys, plan.subject().key().typeName());
        String key = "s." + dialect.quote(plan.subject().key().name());
        Sql sql = new Sql()
                .add(asked.with())
                .add("select " + dialect.asText(key) + " from " + asked.relation() + " k join "
                        + dialect.quote(plan.subject().table().name()) + " s on " + key
                        + " = k.palimpsest_key where not ")
                .add(sought.isGone(key, session));
        Set<SubjectKey> reused = new HashSet<>(session.list(sql, row -> new SubjectKey(row.getString(1))));
        reused.removeIf(sought::leaves);
        return reused;
    }
}

package dev.palimpsest.preview;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Of how many people the law wants a record kept: a run treats them, but they are not anonymous until that goes, too. */
public final class PeopleKept {
    /** Keys counted at a time. */
    private static final int BATCH = 5_000;

    private PeopleKept() {}

    /** @return how many of these people; one may have several records */
    public static long count(Plan plan, LocalDate today, Session session, List<SubjectKey> keys) throws SQLException {
        long people = 0;
        session.execute(session.dialect().preferIndexes(plan.looksUpSteps()));
        for (int from = 0; from < keys.size(); from += BATCH) {
            Set<String> kept = new HashSet<>();
            List<SubjectKey> batch = keys.subList(from, Math.min(keys.size(), from + BATCH));
            for (TablePlan table : plan.steps()) {
                if (table.retained() != null) {
                    kept.addAll(session.list(
                            ofTable(plan, table, today, session.dialect(), batch), row -> row.getString(1)));
                }
            }
            people += kept.size();
        }
        session.execute(session.dialect().planFreely());
        return people;
    }

    private static Sql ofTable(Plan plan, TablePlan table, LocalDate today, Dialect dialect, List<SubjectKey> keys) {
        Dialect.KeySet keySet = dialect.keys(keys, plan.subject().key().typeName());
        Way way = table.requireWay();
        return new Sql()
                .add(keySet.with())
                .add("select distinct " + dialect.asText("palimpsest_way.palimpsest_key") + " from ")
                .add(way.beside(way.lookedUp(keySet.relation(), dialect), table.table(), new Sql(), dialect, today))
                .add(" where not ")
                .add(table.unprotected(dialect, plan.map().zone(), today));
    }
}

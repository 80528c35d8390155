package dev.palimpsest.proof;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.plan.Plan;

/** The keys of treated subjects as part of a statement. */
final class DoneKeys {
    private DoneKeys() {}

    static Dialect.KeySet of(RunId run, Plan plan, Session session) {
        return keys(selecting(plan, session).add(" and run_id = ?", run.value()), session);
    }

    /** Everybody who was ever treated, and the profiles that were made for those who are gone. */
    static Dialect.KeySet ofAllRuns(Plan plan, Session session) {
        OwnTables tables = new OwnTables(plan.subject().table().name());
        return keys(
                selecting(plan, session)
                        .add(
                                " union all select " + key(plan, session) + " from " + tables.stub(session)
                                        + " where subject_table = ?",
                                tables.subjectTable()),
                session);
    }

    private static Sql selecting(Plan plan, Session session) {
        OwnTables tables = new OwnTables(plan.subject().table().name());
        return Sql.of(
                "select " + key(plan, session) + " as palimpsest_key from " + tables.receipt(session)
                        + " where outcome = 'done' and subject_table = ?",
                tables.subjectTable());
    }

    private static String key(Plan plan, Session session) {
        return session.dialect().cast("subject_key", plan.subject().key().typeName());
    }

    private static Dialect.KeySet keys(Sql select, Session session) {
        return new Dialect.KeySet(
                Sql.of("with palimpsest_done " + session.dialect().once() + " (")
                        .add(select)
                        .add(") "),
                "palimpsest_done");
    }
}

package dev.palimpsest.proof;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.receipt.OwnTables;
import dev.palimpsest.receipt.RunId;

/** The keys of treated subjects as part of a statement. */
final class DoneKeys {
    private DoneKeys() {}

    static Dialect.KeySet of(RunId run, Plan plan, Session session) {
        return select(plan, session, Sql.of("run_id = ?", run.value()));
    }

    static Dialect.KeySet ofAllRuns(Plan plan, Session session) {
        return select(plan, session, Sql.of("true"));
    }

    private static Dialect.KeySet select(Plan plan, Session session, Sql condition) {
        OwnTables tables = new OwnTables(plan.subject().table().name());
        Sql with = Sql.of(
                "with palimpsest_done " + session.dialect().once() + " (select "
                        + session.dialect()
                                .cast("subject_key", plan.subject().key().typeName())
                        + " as palimpsest_key from " + tables.receipt(session)
                        + " where outcome = 'done' and subject_table = ? and ",
                tables.subjectTable());
        return new Dialect.KeySet(with.add(condition).add(") "), "palimpsest_done");
    }
}

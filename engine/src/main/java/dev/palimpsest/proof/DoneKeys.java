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
        return keys(selecting(plan, session).add(" and run_id = ?", run.value()));
    }

    /** Everybody who was ever treated, and the profiles that were made for those who are gone. */
    static Dialect.KeySet ofAllRuns(Plan plan, Session session) {
        OwnTables tables = new OwnTables(plan.subject().table().name());
        return keys(selecting(plan, session)
                .add(
                        " union all select " + key(plan) + " from " + tables.stub(session) + " where subject_table = ?",
                        tables.subjectTable()));
    }

    private static Sql selecting(Plan plan, Session session) {
        OwnTables tables = new OwnTables(plan.subject().table().name());
<<<<<<< HEAD
        Sql with = Sql.of(
                "with palimpsest_done " + session.dialect().once() + " (select "
                        + session.dialect()
                                .cast("subject_key", plan.subject().key().typeName())
                        + " as palimpsest_key from " + tables.receipt(session)
                        + " where outcome = 'done' and subject_table = ? and ",
=======
        return Sql.of(
                "select " + key(plan) + " as palimpsest_key from " + tables.receipt(session)
                        + " where outcome = 'done' and subject_table = ?",
>>>>>>> 09abfe4 (feat(run): a person's own row may go, and what stays is reassigned)
                tables.subjectTable());
    }

    private static String key(Plan plan) {
        return "cast(subject_key as " + plan.subject().key().typeName() + ")";
    }

    private static Dialect.KeySet keys(Sql select) {
        return new Dialect.KeySet(
                Sql.of("with palimpsest_done as materialized (").add(select).add(") "), "palimpsest_done");
    }
}

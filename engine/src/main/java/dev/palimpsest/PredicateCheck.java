package dev.palimpsest;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Problems;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.LocalDate;

/** Has the database read every predicate of the map, over no rows. */
final class PredicateCheck {
    private final Session session;
    private final LocalDate today;
    private final Problems problems = new Problems();

    private PredicateCheck(Session session, LocalDate today) {
        this.session = session;
        this.today = today;
    }

    /** @throws dev.palimpsest.problem.PalimpsestException MAP_PREDICATE_REFUSED for every predicate that is refused */
    static void of(Plan plan, Session session, LocalDate today) throws SQLException {
        PredicateCheck check = new PredicateCheck(session, today);
        TableName subject = plan.subject().table().name();
        Predicate never = plan.subject().declaration().never();
        if (never != null) {
            check.attempt(subject, never);
        }
        Predicate subscription = plan.subject().declaration().subscription();
        if (subscription != null) {
            check.attempt(subject, subscription);
        }
        if (plan.subject().declaration().reassign() instanceof ReassignDeclaration.Shared shared) {
            check.attempt(subject, shared.condition());
        }
        for (Predicate kind : plan.subject().declaration().kinds().values()) {
            check.attempt(subject, kind);
        }
        for (var source : plan.activity()) {
            Predicate where = source.declaration().where();
            if (where != null) {
                check.attempt(source.table().name(), where);
            }
        }
        for (var blocker : plan.blockers()) {
            check.attempt(blocker.table().name(), blocker.declaration().where());
        }
        for (TablePlan table : plan.tables()) {
            Way way = table.way();
            Predicate where = way == null ? null : way.where();
            if (where != null) {
                check.attempt(table.name(), where);
            }
        }
        check.problems.throwIfAny();
    }

    private void attempt(TableName table, Predicate predicate) throws SQLException {
        Savepoint before = session.connection().setSavepoint();
        try {
            session.execute(Sql.of("select 1 from " + session.dialect().quote(table) + " where ")
                    .add(OwnerSql.bind(predicate.sql(), today))
                    .add(" limit 0"));
        } catch (SQLException refused) {
            if (ConnectionFailure.isOfTheMoment(refused)) {
                throw refused;
            }
            session.connection().rollback(before);
            problems.add(
                    ErrorCode.MAP_PREDICATE_REFUSED,
                    predicate.at(),
                    "the database refuses this condition on " + table.name() + " (" + reason(refused)
                            + "). Correct it.");
        }
    }

    /** A refusal of class 42 speaks of the owner's own words, before any row was read. */
    private static String reason(SQLException refused) {
        String state = refused.getSQLState();
        String first = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
        return state != null && state.startsWith("42")
                ? first.replaceFirst("^ERROR: ", "")
                : ConnectionFailure.refusal(refused).toString();
    }
}

package dev.palimpsest;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.ConditionText;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.plan.Condition;
import dev.palimpsest.plan.Plan;
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

    /**
     * Refuses what this kind of database would read otherwise than the map's reader does; asks the database nothing.
     *
     * @throws dev.palimpsest.problem.PalimpsestException MAP_BAD_PREDICATE for every finding
     */
    static void read(Plan plan, Dialect dialect) {
        Problems problems = new Problems();
        for (Condition condition : plan.conditions()) {
            Predicate predicate = condition.predicate();
            for (String finding : dialect.conditions().findings(ConditionText.of(predicate.sql()))) {
                problems.add(
                        ErrorCode.MAP_BAD_PREDICATE,
                        predicate.at(),
                        "this condition on " + plan.shown(condition.table()) + " " + finding);
            }
        }
        problems.throwIfAny();
    }

    /** @throws dev.palimpsest.problem.PalimpsestException MAP_PREDICATE_REFUSED for every predicate that is refused */
    static void of(Plan plan, Session session, LocalDate today) throws SQLException {
        PredicateCheck check = new PredicateCheck(session, today);
        for (Condition condition : plan.conditions()) {
            check.attempt(condition.table(), condition.predicate());
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

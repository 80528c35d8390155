package dev.palimpsest.check;

import dev.palimpsest.database.ConditionRules;
import dev.palimpsest.database.ConnectionFailure;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has the database read every predicate of the map, over no rows. */
public final class PredicateCheck {
    private final Session session;
    private final LocalDate today;
    private final Problems problems = new Problems();

    private PredicateCheck(Session session, LocalDate today) {
        this.session = session;
        this.today = today;
    }

    /**
     * Refuses what this kind of database would read otherwise than the map's reader does, and functions that may do more
     * than read.
     *
     * @throws dev.palimpsest.problem.PalimpsestException MAP_BAD_PREDICATE for every finding
     */
    public static void read(Plan plan, Session session) throws SQLException {
        ConditionRules rules = session.dialect().conditions();
        Set<String> unsafe = unsafe(plan, session);
        Problems problems = new Problems();
        for (Condition condition : plan.conditions()) {
            ConditionText text = ConditionText.of(condition.predicate().sql());
            List<String> findings = new ArrayList<>(rules.findings(text));
            text.called().stream()
                    .filter(called -> unsafe.contains(called.toLowerCase(Locale.ROOT)))
                    .forEach(called -> findings.add(rules.whyUnsafe(called)));
            for (String finding : findings) {
                problems.add(
                        ErrorCode.MAP_BAD_PREDICATE,
                        condition.predicate().at(),
                        "this condition on " + plan.shown(condition.table()) + " " + finding);
            }
        }
        problems.throwIfAny();
    }

    /** In small letters. */
    private static Set<String> unsafe(Plan plan, Session session) throws SQLException {
        Set<String> called = new HashSet<>();
        for (Condition condition : plan.conditions()) {
            called.addAll(ConditionText.of(condition.predicate().sql()).called());
        }
        Set<String> unsafe = new HashSet<>();
        if (!called.isEmpty()) {
            session.forEach(
                    session.dialect().conditions().unsafe(called),
                    row -> unsafe.add(row.getString(1).toLowerCase(Locale.ROOT)));
        }
        return unsafe;
    }

    /** @throws dev.palimpsest.problem.PalimpsestException MAP_PREDICATE_REFUSED for every predicate that is refused */
    public static void of(Plan plan, Session session, LocalDate today) throws SQLException {
        PredicateCheck check = new PredicateCheck(session, today);
        for (Condition condition : plan.conditions()) {
            check.attempt(condition.table(), condition.predicate());
        }
        check.problems.throwIfAny();
    }

    private void attempt(TableName table, Predicate predicate) throws SQLException {
        SQLException refused = refusal(table, predicate.sql());
        if (refused != null) {
            problems.add(
                    ErrorCode.MAP_PREDICATE_REFUSED,
                    predicate.at(),
                    "the database refuses this condition on " + table.name() + " (" + reason(refused)
                            + "). Correct it.");
        } else if (readsTheClock(table, ConditionText.of(predicate.sql()))) {
            problems.add(
                    ErrorCode.MAP_BAD_PREDICATE,
                    predicate.at(),
                    "this condition on " + table.name()
                            + " uses the database's clock: a text such as 'today' stands for"
                            + " a date there. Use :today, the run's date in the business time zone.");
        }
    }

    /** Where such a word stands for a date, another word in its place is none. */
    private boolean readsTheClock(TableName table, ConditionText condition) throws SQLException {
        String noDate = session.dialect().conditions().noDate();
        if (noDate == null || !condition.holdsClockWord()) {
            return false;
        }
        SQLException refused = refusal(table, condition.withoutClockWords());
        return refused != null && noDate.equals(refused.getSQLState());
    }

    private @Nullable SQLException refusal(TableName table, String predicate) throws SQLException {
        Savepoint before = session.connection().setSavepoint();
        try {
            session.execute(Sql.of("select 1 from " + session.dialect().quote(table) + " where ")
                    .add(OwnerSql.bind(predicate, today))
                    .add(" limit 0"));
            return null;
        } catch (SQLException refused) {
            if (ConnectionFailure.isOfTheMoment(refused)) {
                throw refused;
            }
            session.connection().rollback(before);
            return refused;
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

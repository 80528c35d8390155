package dev.palimpsest.check;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.plan.Condition;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.ShownKeys;
import dev.palimpsest.plan.Way;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the condition of the map that the database cannot compute for somebody's data, after it has refused a statement
 * that holds several of them: which one, and for which row. A division by zero names neither.
 */
public final class FailingCondition {
    private final Plan plan;
    private final Session session;
    private final LocalDate today;
    private final String state;

    private FailingCondition(Plan plan, Session session, LocalDate today, SQLException refused) {
        this.plan = plan;
        this.session = session;
        this.today = today;
        this.state = ConnectionFailure.refusal(refused).state();
    }

    /**
     * The condition that fails for some row of the database, as what a verb says that it stopped. The row is found by halving,
     * so that the table is read about twice more.
     *
     * @param session in a transaction with nothing under way
     * @param refused what the database said
     * @param doing what was under way
     */
    public static Optional<PalimpsestException> ofEverybody(
            Plan plan, Session session, LocalDate today, SQLException refused, String doing) throws SQLException {
        FailingCondition failing = new FailingCondition(plan, session, today, refused);
        for (Condition condition : plan.conditions()) {
            if (failing.fails(failing.ofAll(condition, Sql.of("true")))) {
                return Optional.of(failing.told(condition, refused, doing));
            }
        }
        return Optional.empty();
    }

    /**
     * The condition that fails for the subjects in the chunk table, in few words.
     *
     * @param session in a transaction that is going to be undone
     */
    public static Optional<String> ofChunk(Plan plan, Session session, LocalDate today, SQLException refused)
            throws SQLException {
        FailingCondition failing = new FailingCondition(plan, session, today, refused);
        for (Condition condition : plan.conditions()) {
            if (failing.fails(failing.ofChunk(condition))) {
                return Optional.of("the condition " + condition.predicate().at() + " on "
                        + plan.shown(condition.table()) + ", SQLState " + failing.state);
            }
        }
        return Optional.empty();
    }

    private PalimpsestException told(Condition condition, SQLException refused, String doing) throws SQLException {
        String row = row(condition);
        return new PalimpsestException(
                ErrorCode.DATABASE_REFUSED_DATA,
                condition.predicate().at(),
                "the database cannot compute this condition on " + plan.shown(condition.table())
                        + (row == null ? "" : " for the row with the key " + row) + ", so " + doing
                        + " stops; what was committed until then stays. " + ConnectionFailure.inWords(refused));
    }

    /** A condition on rows that belong to somebody, as a number, so that it is computed for each of them. */
    private Sql asked(Condition condition) {
        return Sql.of("count(case when ")
                .add(OwnerSql.bind(condition.predicate().sql(), today))
                .add(" then 1 end)");
    }

    private Sql ofAll(Condition condition, Sql range) {
        Sql sql = Sql.of("select ")
                .add(asked(condition))
                .add(" from " + session.dialect().quote(condition.table()) + " where ")
                .add(range);
        Predicate only = condition.way().where();
        return only == null ? sql : sql.add(" and ").add(OwnerSql.bind(only.sql(), today));
    }

    private Sql ofChunk(Condition condition) {
        Dialect dialect = session.dialect();
        String keys = dialect.chunkTable(plan.subject().key().typeName()).relation();
        Way way = condition.way();
        return Sql.of("select ")
                .add(asked(condition))
                .add(" from ")
                .add(way.beside(
                        way.lookedUp(keys, dialect),
                        plan.schema().require(condition.table()),
                        new Sql(),
                        dialect,
                        today));
    }

    /** Whether the database refuses it for the same reason. */
    private boolean fails(Sql sql) throws SQLException {
        Savepoint before = session.connection().setSavepoint();
        try {
            session.execute(sql);
            return false;
        } catch (SQLException again) {
            if (ConnectionFailure.isOfTheMoment(again)) {
                throw again;
            }
            session.connection().rollback(before);
            return ConnectionFailure.refusal(again).state().equals(state);
        }
    }

    /** The key of the first row for which it fails; null where a key may be a person's, or has several parts. */
    private @Nullable String row(Condition condition) throws SQLException {
        Table table = plan.schema().require(condition.table());
        if (!new ShownKeys(plan).mayShow(table) || table.primaryKey().size() != 1) {
            return null;
        }
        Dialect dialect = session.dialect();
        String name = table.primaryKey().getFirst();
        String type = table.column(name).orElseThrow().typeName();
        String key = dialect.quote(table.name(), name);
        String from = " from " + dialect.quote(table.name()) + " where ";
        Sql range = Sql.of("true");
        Long rows = session.first(Sql.of("select count(*)" + from).add(range), row -> row.getLong(1));
        long left = rows == null ? 0 : rows;
        while (left > 1) {
            String middle = session.first(
                    Sql.of("select " + dialect.asText(key) + from)
                            .add(range)
                            .add(" order by " + key + " limit 1 offset " + (left / 2 - 1)),
                    row -> row.getString(1));
            if (middle == null) {
                return null;
            }
            Sql lower = new Sql().add(range).add(" and " + key + " <= " + dialect.cast("?", type), middle);
            boolean below = fails(ofAll(condition, lower));
            range = below ? lower : new Sql().add(range).add(" and " + key + " > " + dialect.cast("?", type), middle);
            left = below ? left / 2 : left - left / 2;
        }
        return session.first(Sql.of("select " + dialect.asText(key) + from).add(range), row -> row.getString(1));
    }
}

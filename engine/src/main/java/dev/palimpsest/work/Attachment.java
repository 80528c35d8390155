package dev.palimpsest.work;

import dev.palimpsest.check.FailingCondition;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.database.Sql;
import dev.palimpsest.home.Home;
import dev.palimpsest.hook.DeliverySettings;
import dev.palimpsest.ledger.OldOwnTables;
import dev.palimpsest.ledger.OwnSchema;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.ActivityDeclaration;
import dev.palimpsest.map.Lengths;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Suggestion;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.Moment;
import dev.palimpsest.watch.Watch;
import dev.palimpsest.watch.WorkSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;

/**
 * What is attached to what, and how a verb works with it: in a session of its own, which it closes.
 *
 * @param home keeps the keys of runs and the reports
 * @param clock says what day it is; the map's time zone is applied to it
 */
public record Attachment(
        DataSource dataSource,
        PrivacyMap map,
        Home home,
        RunSettings settings,
        DeliverySettings delivery,
        WorkSettings work,
        Watch watch,
        Clock clock) {

    public Attachment with(RunSettings other) {
        return new Attachment(dataSource, map, home, other, delivery, work, watch, clock);
    }

    public Attachment with(DeliverySettings other) {
        return new Attachment(dataSource, map, home, settings, other, work, watch, clock);
    }

    public Attachment with(WorkSettings other) {
        return new Attachment(dataSource, map, home, settings, delivery, other, watch, clock);
    }

    public Attachment with(Watch other) {
        return new Attachment(dataSource, map, home, settings, delivery, work, other, clock);
    }

    public Attachment with(Clock other) {
        return new Attachment(dataSource, map, home, settings, delivery, work, watch, other);
    }

    public Instant now() {
        return clock.instant();
    }

    /** The business day. */
    public LocalDate today() {
        return moment().today();
    }

    public Moment moment() {
        return Moment.now(map, clock);
    }

    /** A misspelt activity would make everybody inactive. */
    public Moment moment(Inactivity inactivity) {
        List<String> known =
                map.activity().stream().map(ActivityDeclaration::id).toList();
        for (String activity : inactivity.activities()) {
            if (!known.contains(activity)) {
                throw new PalimpsestException(
                        ErrorCode.BAD_ARGUMENT,
                        "the map knows no activity '" + activity + "'; it knows " + String.join(", ", known) + "."
                                + Suggestion.didYouMean(activity, known));
            }
        }
        Period length = inactivity.length();
        if (length != null && (length.isNegative() || length.isZero())) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "the length of inactivity is " + length + "; " + Lengths.form() + ".");
        }
        return Moment.now(map, clock, inactivity);
    }

    /** Palimpsest's own tables beside the subjects of the plan. */
    public static OwnTables own(Plan plan) {
        return new OwnTables(plan.subject().table().name());
    }

    /** What a verb does when it is ready. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Ready ready) throws SQLException;
    }

    /** Reads as seen at one moment, over one connection; the database refuses every change. Can be ended at any page. */
    public <T> T reading(String doing, Need need, Work<T> verb) {
        return reading(doing, need, 0, verb);
    }

    /**
     * The same over so many more connections, which {@link Ready#others} lends. They see the same moment where the database can do
     * that, else each one of its own.
     */
    public <T> T reading(String doing, Need need, int more, Work<T> verb) {
        return reading(doing, need, first -> more, verb);
    }

    /**
     * The same with as many connections as there are {@linkplain WorkSettings#readers readers}, where they can see one moment; else
     * over one.
     */
    public <T> T readingBySeveral(String doing, Need need, Work<T> verb) {
        return reading(doing, need, this::besides, verb);
    }

    /** How many more readers of people there may be. */
    int besides(Session first) {
        return first.dialect().namedMoment().isPresent() ? work.readers() - 1 : 0;
    }

    private <T> T reading(String doing, Need need, ToIntFunction<Session> more, Work<T> verb) {
        return current(() -> leased(doing, more, (session, others) -> {
            onlyReading(session);
            SessionSource readers = others.size() == 0 ? others : readers(others, session);
            T result = explained(doing, Ready.forWork(this, session, readers, need), verb);
            session.connection().rollback();
            return result;
        }));
    }

    private void onlyReading(Session session) throws SQLException {
        session.between(watch::look);
        session.connection().setReadOnly(true);
        session.connection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        session.connection().setAutoCommit(false);
    }

    private SessionSource readers(SessionSource others, Session first) throws SQLException {
        Sql naming = first.dialect().namedMoment().orElse(null);
        String moment = naming == null ? null : first.first(naming, row -> row.getString(1));
        return new SessionSource() {
            @Override
            public Session open() throws SQLException {
                Session session = others.open();
                onlyReading(session);
                if (moment != null) {
                    for (Sql statement : session.dialect().seeing(moment)) {
                        session.execute(statement);
                    }
                }
                return session;
            }

            @Override
            public int size() {
                return others.size();
            }
        };
    }

    /** Own tables of an earlier programme are brought up by whoever meets them first. It has done nothing yet. */
    private <T> T current(Supplier<T> verb) {
        try {
            return verb.get();
        } catch (OldOwnTables old) {
            leased("bringing Palimpsest's own tables up", first -> 0, (session, none) -> {
                session.connection().setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                session.connection().setAutoCommit(false);
                new OwnSchema(old.tables(), session).create(now());
                return old.tables();
            });
            return verb.get();
        }
    }

    /** Changes something, in transactions of its own making, over one connection. */
    public <T> T working(String doing, Need need, Work<T> verb) {
        return working(doing, need, 0, verb);
    }

    /** The same over so many more connections, which {@link Ready#others} lends. */
    public <T> T working(String doing, Need need, int more, Work<T> verb) {
        return current(() -> leased(doing, first -> more, (session, others) -> {
            session.connection().setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            session.connection().setAutoCommit(false);
            Ready ready = Ready.forWork(this, session, others, need);
            session.connection().commit();
            return explained(doing, ready, verb);
        }));
    }

    /** Where a condition of the map fails on somebody's data, the condition is told. */
    private <T> T explained(String doing, Ready ready, Work<T> verb) throws SQLException {
        try {
            return verb.in(ready);
        } catch (SQLException failure) {
            if (ConnectionFailure.classify(failure) != ConnectionFailure.Failure.DATA) {
                throw failure;
            }
            ready.session().connection().rollback();
            ready.session().between(watch::look);
            throw FailingCondition.ofEverybody(ready.plan(), ready.session(), today(), failure, doing)
                    .orElseThrow(() -> failure);
        }
    }

    /** Something done over leased connections. */
    @FunctionalInterface
    private interface Leased<T> {
        T over(Session session, SessionSource others) throws SQLException;
    }

    /** @param more than the first */
    private <T> T leased(String doing, ToIntFunction<Session> more, Leased<T> verb) {
        try (Leases leases = Leases.take(sessions(), more, doing);
                Session session = leases.open()) {
            return verb.over(session, leases.others(leases.size() - 1));
        } catch (SQLException failure) {
            // whoever is interrupted while it waits says so in the database's words
            if (watch.isCancelled() && ConnectionFailure.classify(failure) == ConnectionFailure.Failure.RESOURCE) {
                throw Watch.ended();
            }
            throw ConnectionFailure.duringWork(failure, doing);
        }
    }

    private SessionSource sessions() {
        return () -> {
            Connection connection = dataSource.getConnection();
            try {
                connection.setAutoCommit(true);
                return Session.open(connection, Dialects.of(connection), map.zone());
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        };
    }
}

package dev.palimpsest;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.home.Home;
import dev.palimpsest.hook.DeliverySettings;
import dev.palimpsest.map.ActivityDeclaration;
import dev.palimpsest.map.Lengths;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.PlanCompiler;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Suggestion;
import dev.palimpsest.receipt.OldOwnTables;
import dev.palimpsest.receipt.OwnTables;
import dev.palimpsest.run.RunSettings;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.Moment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What is attached to what, and how a verb works with it: in a session of its own, which it closes.
 *
 * @param home keeps the keys of runs and the reports
 * @param clock says what day it is; the map's time zone is applied to it
 */
record Attachment(
        DataSource dataSource,
        PrivacyMap map,
        Home home,
        RunSettings settings,
        DeliverySettings delivery,
        Clock clock) {

    Attachment with(RunSettings other) {
        return new Attachment(dataSource, map, home, other, delivery, clock);
    }

    Attachment with(DeliverySettings other) {
        return new Attachment(dataSource, map, home, settings, other, clock);
    }

    Attachment with(Clock other) {
        return new Attachment(dataSource, map, home, settings, delivery, other);
    }

    Instant now() {
        return clock.instant();
    }

    /** The business day. */
    LocalDate today() {
        return moment().today();
    }

    /**
     * The plan of a verb, which is going to read the own tables.
     *
     * @throws OldOwnTables which {@link #reading} and {@link #working} bring up
     */
    Plan plan(Session session) throws SQLException {
        Plan plan = compiled(session);
        own(plan).requireCurrent(session);
        return plan;
    }

    /** The plan, whatever the own tables are. */
    Plan compiled(Session session) throws SQLException {
        Plan plan = PlanCompiler.compile(map, SchemaReader.read(session.connection()), today());
        PredicateCheck.read(plan, session);
        return plan;
    }

    Moment moment() {
        return Moment.now(map, clock);
    }

    /** A misspelt activity would make everybody inactive. */
    Moment moment(Inactivity inactivity) {
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
    static OwnTables own(Plan plan) {
        return new OwnTables(plan.subject().table().name());
    }

    /** Something done in a session. */
    @FunctionalInterface
    interface Work<T> {
        T in(Session session) throws SQLException;
    }

    /** Reads as seen at one moment; the database refuses every change. */
    <T> T reading(String doing, Work<T> work) {
        return current(() -> read(doing, work));
    }

    /** Own tables of an earlier programme are brought up by whoever meets them first. It has done nothing yet. */
    private <T> T current(Supplier<T> verb) {
        try {
            return verb.get();
        } catch (OldOwnTables old) {
            work("bringing Palimpsest's own tables up", session -> {
                old.tables().create(session, now());
                return old.tables();
            });
            return verb.get();
        }
    }

    private <T> T read(String doing, Work<T> work) {
        try (Session session = sessions().open()) {
            session.connection().setReadOnly(true);
            session.connection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            session.connection().setAutoCommit(false);
            T result = work.in(session);
            session.connection().rollback();
            return result;
        } catch (SQLException failure) {
            throw ConnectionFailure.duringWork(failure, doing);
        }
    }

    <T> T working(String doing, Work<T> work) {
        return current(() -> work(doing, work));
    }

    private <T> T work(String doing, Work<T> work) {
        try (Session session = sessions().open()) {
            session.connection().setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            session.connection().setAutoCommit(false);
            return work.in(session);
        } catch (SQLException failure) {
            throw ConnectionFailure.duringWork(failure, doing);
        }
    }

    SessionSource sessions() {
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

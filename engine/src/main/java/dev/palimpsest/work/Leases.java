package dev.palimpsest.work;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToIntFunction;

/**
 * The connections of one verb: taken all at once before it begins, lent one by one, given back together. So a pool that is too
 * small refuses the verb instead of stopping it half-way. Safe for several threads.
 */
public final class Leases implements SessionSource, AutoCloseable {
    private static final Duration TRUSTED = Duration.ofSeconds(1);
    private static final String NO_CONNECTION = "08003";

    private final SessionSource source;
    private int size = 1;
    private final Thread taker = Thread.currentThread();
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    /** @param since {@link System#nanoTime} */
    private record Idle(Session session, long since) {
        boolean isTrusted() {
            return System.nanoTime() - since < TRUSTED.toNanos();
        }
    }

    private Leases(SessionSource source) {
        this.source = source;
    }

    /**
     * Takes one connection and so many more, or none.
     *
     * @param source is asked in this thread only
     * @param more how many besides the first, which is shown
     * @param doing what they are for, for instance "the run"
     * @throws PalimpsestException CONNECTIONS_MISSING when there are fewer
     */
    public static Leases take(SessionSource source, ToIntFunction<Session> more, String doing) throws SQLException {
        Leases leases = new Leases(source);
        try {
            Session first = leases.another(0, doing);
            leases.idle.push(new Idle(first, System.nanoTime()));
            leases.size = 1 + more.applyAsInt(first);
            for (int taken = 1; taken < leases.size; taken++) {
                leases.idle.push(new Idle(leases.another(taken, doing), System.nanoTime()));
            }
            return leases;
        } catch (SQLException | RuntimeException failure) {
            leases.close();
            throw failure;
        }
    }

    private Session another(int taken, String doing) throws SQLException {
        try {
            return source.open();
        } catch (SQLException refused) {
            boolean lost = ConnectionFailure.classify(refused) == ConnectionFailure.Failure.LOST;
            if (!isShortage(refused) && (taken == 0 || lost)) {
                throw refused;
            }
            throw missing(taken, doing, " (" + ConnectionFailure.refusal(refused) + ")");
        } catch (PalimpsestException refused) {
            if (taken == 0) {
                throw refused;
            }
            throw missing(taken, doing, " (" + refused.code().id() + ")");
        }
    }

    private static boolean isShortage(SQLException refused) {
        return refused instanceof SQLTransientConnectionException && refused.getSQLState() == null
                || refused instanceof SQLTimeoutException
                || ConnectionFailure.classify(refused) == ConnectionFailure.Failure.RESOURCE;
    }

    private PalimpsestException missing(int taken, String doing, String reason) {
        return new PalimpsestException(
                ErrorCode.CONNECTIONS_MISSING,
                doing + " needs " + size + (size == 1 ? " connection" : " connections at the same time") + " and got "
                        + taken + reason
                        + ", so nothing was begun. Let the pool, and the database for this user, give at"
                        + " least " + size + ", or call again when fewer are in use.");
    }

    /** These leases for somebody who may lend so many of them. */
    public SessionSource others(int most) {
        return new SessionSource() {
            @Override
            public Session open() throws SQLException {
                return Leases.this.open();
            }

            @Override
            public int size() {
                return most;
            }
        };
    }

    /** How many can be lent at the same time. */
    @Override
    public int size() {
        return size;
    }

    /**
     * Lends one; it comes back when it is closed. One that broke while it waited here is replaced, but only by the thread that
     * took the leases: a pool may choose the database by the thread that asks.
     *
     * @throws IllegalStateException when more are wanted than were taken
     */
    @Override
    public Session open() throws SQLException {
        Idle next = next();
        Session session = next.session();
        if (!next.isTrusted() && !session.isAlive()) {
            session.end();
            if (Thread.currentThread() != taker) {
                throw new SQLException("the connection broke while it was not used", NO_CONNECTION);
            }
            session = source.open();
        }
        session.lentBy(this::takeBack);
        return session;
    }

    private synchronized Idle next() {
        Idle next = idle.poll();
        if (next == null) {
            throw new IllegalStateException("more sessions than the " + size + " that were taken");
        }
        return next;
    }

    private void takeBack(Session session) throws SQLException {
        synchronized (this) {
            if (!closed) {
                idle.push(new Idle(session, System.nanoTime()));
                return;
            }
        }
        session.end();
    }

    /** Gives back what is not lent; the others go when their users close them. */
    @Override
    public void close() throws SQLException {
        Deque<Idle> all;
        synchronized (this) {
            closed = true;
            all = new ArrayDeque<>(idle);
            idle.clear();
        }
        SQLException first = null;
        for (Idle each : all) {
            try {
                each.session().end();
            } catch (SQLException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}

package dev.palimpsest.run;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Somebody who works in the business application: one connection on a thread of its own, so that a test can go on while
 * the clerk waits for a lock. The database looks for deadlocks on the clerk's side first.
 */
final class Clerk implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Connection connection;
    private final Connection looking;
    private final Product product;
    private final int session;

    private final List<SQLException> refusals = Collections.synchronizedList(new ArrayList<>());
    private Future<?> last = thread.submit(() -> {});

    Clerk(TestDatabase database) {
        try {
            product = database.product();
            connection = database.connection();
            looking = database.connection();
            try (Statement statement = connection.createStatement()) {
                if (product == Product.POSTGRESQL) {
                    statement.execute("set deadlock_timeout = '20ms'");
                }
                try (ResultSet row = statement.executeQuery(
                        product == Product.POSTGRESQL ? "select pg_backend_pid()" : "select connection_id()")) {
                    row.next();
                    session = row.getInt(1);
                }
            }
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Begins to execute these statements; returns once that is done or the clerk waits for a lock. */
    Clerk does(String... statements) {
        return enqueue(() -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        });
    }

    Clerk commits() {
        return enqueue(connection::commit);
    }

    Clerk rollsBack() {
        return enqueue(connection::rollback);
    }

    private interface Act {
        void run() throws SQLException;
    }

    private Clerk enqueue(Act act) {
        last = thread.submit(() -> {
            try {
                act.run();
            } catch (SQLException refused) {
                refusals.add(refused);
                try {
                    connection.rollback();
                } catch (SQLException alsoRefused) {
                    refused.addSuppressed(alsoRefused);
                }
            }
        });
        while (!last.isDone() && !waits()) {
            LockSupport.parkNanos(100_000);
        }
        return this;
    }

    /** Whether everything asked for so far is done. */
    boolean isIdle() {
        return last.isDone();
    }

    private boolean waits() {
        String query = product == Product.POSTGRESQL
                ? "select wait_event_type from pg_stat_activity where wait_event_type = 'Lock' and pid = " + session
                : "show engine innodb status";
        try (Statement statement = looking.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && (product == Product.POSTGRESQL || waitsAccordingTo(row.getString("Status")));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The table innodb_trx will not do: it shows nothing new to somebody who reads it ten times a second. */
    private boolean waitsAccordingTo(String status) {
        return Stream.of(status.split("\n---TRANSACTION "))
                .filter(transaction -> transaction.contains("thread id " + session + ","))
                .anyMatch(transaction -> transaction.contains("\nLOCK WAIT "));
    }

    /** Waits until everything asked for is done. */
    Clerk finishes() {
        try {
            last.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return this;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the clerk does not come to an end", e);
        }
    }

    /** What the database refused the clerk: deadlocks, time-outs, anything. */
    List<SQLException> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try (connection;
                looking) {
            thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (SQLException | InterruptedException e) {
            // the database goes with the test
        }
    }
}

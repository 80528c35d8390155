package dev.palimpsest.database;

import dev.palimpsest.problem.PalimpsestException;
import java.sql.Connection;
import java.sql.SQLException;

/** Several reading statements that see the database at one moment. */
final class Snapshot {
    private Snapshot() {}

    /** Reads, and may find the database unwilling. */
    @FunctionalInterface
    interface Read<T> {
        T read() throws SQLException;
    }

    /**
     * Reads in a transaction of its own, or inside the caller's when one is open.
     *
     * @throws PalimpsestException as {@link ConnectionFailure#duringWork}
     */
    static <T> T of(Connection connection, Read<T> read, String doing) {
        try {
            return connection.getAutoCommit() ? alone(connection, read) : read.read();
        } catch (SQLException failure) {
            throw ConnectionFailure.duringWork(failure, doing);
        }
    }

    private static <T> T alone(Connection connection, Read<T> read) throws SQLException {
        int isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            T found = read.read();
            connection.rollback();
            return found;
        } catch (SQLException | RuntimeException failure) {
            undo(connection, failure);
            throw failure;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(isolation);
            }
        }
    }

    private static void undo(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}

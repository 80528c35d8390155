package dev.palimpsest.database;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for what other threads do, and fails as they fail. */
public final class Waiting {
    private Waiting() {}

    /** @throws SQLException or whatever unchecked the first of them that failed has thrown */
    public static void forAll(List<? extends Future<?>> working) throws SQLException {
        for (Future<?> each : working) {
            forOne(each);
        }
    }

    /** @throws SQLException or whatever unchecked it has thrown */
    public static <T> T forOne(Future<T> working) throws SQLException {
        try {
            return working.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", "57014", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SQLException failure) {
                throw failure;
            }
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}

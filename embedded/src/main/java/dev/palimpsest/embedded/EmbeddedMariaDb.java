package dev.palimpsest.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB with the programmes that are installed on this Linux machine. It has nothing to do with the server that the
 * package of MariaDB starts: other data, another port, another user. Its character set is utf8mb4, and it knows time
 * zones by their names.
 */
public final class EmbeddedMariaDb extends EmbeddedDatabase<RunningMariaDb> {
    private EmbeddedMariaDb(@Nullable Path directory) {
        super(directory, new MariaDbSettings());
    }

    /**
     * A server whose data stay in this directory.
     *
     * @param directory absent, empty, or used by an earlier start; it becomes private to its user (mode 0700)
     */
    public static EmbeddedMariaDb at(Path directory) {
        return new EmbeddedMariaDb(directory);
    }

    /** A server for tests: fast instead of durable, in a fresh directory that {@code close()} deletes. */
    public static EmbeddedDatabase<RunningMariaDb> temporary() {
        return new EmbeddedMariaDb(null).durable(false);
    }

    /** @throws EmbeddedDatabaseException also if MariaDB is not installed; the message says what to install */
    @Override
    public RunningMariaDb start() {
        return new RunningMariaDb(launch(
                Product.MARIADB, (home, account) -> new MariaDbServer(home, account, MariaDbProgrammes.installed())));
    }
}

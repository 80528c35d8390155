package dev.palimpsest.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What server to start, and where, with the programmes of an installed MariaDB. {@link #start()} starts it, adopts it
 * when it already runs on this directory, or recovers it when it crashed. It has nothing to do with the server that the
 * package of MariaDB starts: other data, another port, another user.
 *
 * <p>The server listens on 127.0.0.1 only, at a free port that stays the same as long as it is free; its only user
 * proves itself by a random password. Its character set is utf8mb4, and it knows time zones by their names. Linux.
 * Not thread-safe.
 */
public final class EmbeddedMariaDb {
    private final @Nullable Path directory;
    private final MariaDbSettings settings = new MariaDbSettings();
    private @Nullable Account account;

    private EmbeddedMariaDb(@Nullable Path directory) {
        this.directory = directory;
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
    public static EmbeddedMariaDb temporary() {
        return new EmbeddedMariaDb(null).durable(false);
    }

    /** Whether commits survive a power failure; true unless said otherwise. False is faster. */
    public EmbeddedMariaDb durable(boolean durable) {
        settings.durable(durable);
        return this;
    }

    /**
     * A setting of {@code my.cnf} in the form of its system variable, for instance {@code innodb_buffer_pool_size} (128M)
     * or {@code max_connections} (60). Without effect on a server that is adopted.
     *
     * @throws IllegalArgumentException if the name is none, or one that decides where the server listens
     */
    public EmbeddedMariaDb setting(String name, String value) {
        settings.set(name, value);
        return this;
    }

    EmbeddedMariaDb as(Account chosen) {
        account = chosen;
        return this;
    }

    /**
     * Starts or adopts the server and waits until it takes connections.
     *
     * @throws EmbeddedDatabaseException if MariaDB is not installed, cannot start, or is already in use by this process
     */
    public RunningMariaDb start() {
        return new RunningMariaDb(new Launch(
                        settings, account, (home, user) -> new MariaDbServer(home, user, MariaDbProgrammes.installed()))
                .start(Product.MARIADB, directory));
    }
}

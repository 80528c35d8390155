package dev.palimpsest.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What server to start, and where. {@link #start()} starts it, adopts it when it already runs on this directory, or
 * recovers it when it crashed.
 *
 * <p>The server listens on 127.0.0.1 only, at a free port that stays the same as long as it is free; its only user
 * proves itself by a random password. Linux with glibc, on x86-64 and arm64. Not thread-safe.
 */
public final class EmbeddedPostgres {
    private final @Nullable Path directory;
    private final PostgresSettings settings = new PostgresSettings();
    private @Nullable Account account;

    private EmbeddedPostgres(@Nullable Path directory) {
        this.directory = directory;
    }

    /**
     * A server whose data stay in this directory.
     *
     * @param directory absent, empty, or used by an earlier start; it becomes private to its user (mode 0700)
     */
    public static EmbeddedPostgres at(Path directory) {
        return new EmbeddedPostgres(directory);
    }

    /** A server for tests: fast instead of durable, in a fresh directory that {@code close()} deletes. */
    public static EmbeddedPostgres temporary() {
        return new EmbeddedPostgres(null).durable(false);
    }

    /** Whether commits survive a power failure; true unless said otherwise. False is several times faster. */
    public EmbeddedPostgres durable(boolean durable) {
        settings.durable(durable);
        return this;
    }

    /**
     * A setting of {@code postgresql.conf}, for instance {@code shared_buffers} (128MB) or {@code max_connections} (60).
     * Without effect on a server that is adopted.
     *
     * @throws IllegalArgumentException if the name is none, or one that decides where the server listens
     */
    public EmbeddedPostgres setting(String name, String value) {
        settings.set(name, value);
        return this;
    }

    EmbeddedPostgres as(Account chosen) {
        account = chosen;
        return this;
    }

    /**
     * Starts or adopts the server and waits until it takes connections.
     *
     * @throws EmbeddedDatabaseException if it cannot start, or is already in use by this process
     */
    public RunningPostgres start() {
        return new RunningPostgres(
                new Launch(settings, account, (home, user) -> new PostgresServer(home, user, settings.durable()))
                        .start(Product.POSTGRESQL, directory));
    }
}

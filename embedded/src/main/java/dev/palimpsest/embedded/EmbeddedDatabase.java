package dev.palimpsest.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What server to start, and where. {@link #start()} starts it, adopts it when it already runs on this directory, or
 * recovers it when it crashed.
 *
 * <p>The server listens on 127.0.0.1 only, at a free port that stays the same as long as it is free; its only user
 * proves itself by a random password. Not thread-safe.
 *
 * @param <R> the server once it runs
 */
public abstract sealed class EmbeddedDatabase<R extends RunningDatabase> permits EmbeddedPostgres, EmbeddedMariaDb {
    private final @Nullable Path directory;
    private final ServerSettings settings;
    private @Nullable Account account;

    /** @param directory where the data stay; none for a directory that {@code close()} deletes */
    EmbeddedDatabase(@Nullable Path directory, ServerSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /** Whether commits survive a power failure; true unless said otherwise. False is faster. */
    public final EmbeddedDatabase<R> durable(boolean durable) {
        settings.durable(durable);
        return this;
    }

    /**
     * A setting of the server's configuration, for instance {@code max_connections} (60). Without effect on a server that
     * is adopted.
     *
     * @throws IllegalArgumentException if the name is none, or one that decides where the server listens
     */
    public final EmbeddedDatabase<R> setting(String name, String value) {
        settings.set(name, value);
        return this;
    }

    final EmbeddedDatabase<R> as(Account chosen) {
        account = chosen;
        return this;
    }

    /**
     * Starts or adopts the server and waits until it takes connections.
     *
     * @throws EmbeddedDatabaseException if it cannot start, or is already in use by this process
     */
    public abstract R start();

    final Launched launch(Product product, Launch.Maker maker) {
        return new Launch(settings, account, maker).start(product, directory);
    }
}

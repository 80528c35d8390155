package dev.palimpsest.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that needs no installation, for Linux with glibc on x86-64 and arm64. */
public final class EmbeddedPostgres extends EmbeddedDatabase<RunningPostgres> {
    private final PostgresSettings settings;

    private EmbeddedPostgres(@Nullable Path directory, PostgresSettings settings) {
        super(directory, settings);
        this.settings = settings;
    }

    /**
     * A server whose data stay in this directory.
     *
     * @param directory absent, empty, or used by an earlier start; it becomes private to its user (mode 0700)
     */
    public static EmbeddedPostgres at(Path directory) {
        return new EmbeddedPostgres(directory, new PostgresSettings());
    }

    /** A server for tests: fast instead of durable, in a fresh directory that {@code close()} deletes. */
    public static EmbeddedDatabase<RunningPostgres> temporary() {
        return new EmbeddedPostgres(null, new PostgresSettings()).durable(false);
    }

    @Override
    public RunningPostgres start() {
        return new RunningPostgres(
                launch(Product.POSTGRESQL, (home, account) -> new PostgresServer(home, account, settings.durable())));
    }
}

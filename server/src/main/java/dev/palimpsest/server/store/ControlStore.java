package dev.palimpsest.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.palimpsest.embedded.EmbeddedDatabaseException;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningPostgres;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.server.ServeSettings;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where the office keeps its own things. Closing it stops the embedded server, if it is one. */
public final class ControlStore implements AutoCloseable {
    private static final String DATABASE = "office";
    private static final int CONNECTIONS = 10;

    private final @Nullable RunningPostgres embedded;
    private final HikariDataSource dataSource;

    private ControlStore(@Nullable RunningPostgres embedded, HikariDataSource dataSource) {
        this.embedded = embedded;
        this.dataSource = dataSource;
    }

    /**
     * Opens it; its tables are made and migrated by whoever uses it.
     *
     * @throws PalimpsestException DATABASE_UNREACHABLE when it cannot be started or reached
     */
    public static ControlStore open(ServeSettings settings) {
        Optional<ServeSettings.Control> external = settings.control();
        if (external.isPresent()) {
            return new ControlStore(
                    null,
                    pool(
                            external.get().url(),
                            external.get().user(),
                            external.get().password()));
        }
        RunningPostgres started = start(settings.data().resolve("store"));
        try {
            started.createDatabase(DATABASE);
            return new ControlStore(started, pool(started.jdbcUrl(DATABASE), started.user(), started.password()));
        } catch (RuntimeException failed) {
            started.close();
            throw failed;
        }
    }

    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        dataSource.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    private static RunningPostgres start(Path directory) {
        try {
            return EmbeddedPostgres.at(directory).start();
        } catch (EmbeddedDatabaseException refused) {
            throw new PalimpsestException(
                    ErrorCode.DATABASE_UNREACHABLE,
                    "The control store of the office does not start. " + refused.getMessage());
        }
    }

    private static HikariDataSource pool(String url, String user, @Nullable String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("control-store");
        config.setJdbcUrl(url);
        config.setUsername(user);
        if (password != null) {
            config.setPassword(password);
        }
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.addDataSourceProperty("ApplicationName", "Palimpsest office");
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException refused) {
            throw new PalimpsestException(
                    ErrorCode.DATABASE_UNREACHABLE,
                    "The control store of the office cannot be reached. Look whether it runs, and whether address, user and"
                            + " password are right.");
        }
    }
}

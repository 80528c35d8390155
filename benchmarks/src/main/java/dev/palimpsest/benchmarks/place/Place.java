package dev.palimpsest.benchmarks.place;

import dev.palimpsest.benchmarks.gym.Gym;
import dev.palimpsest.benchmarks.gym.Gym.Product;
import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.embedded.EmbeddedDatabase;
import dev.palimpsest.embedded.EmbeddedMariaDb;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningDatabase;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A server with the gym in it. {@link #close()} leaves nothing running and no copy behind. */
public abstract sealed class Place implements AutoCloseable permits PostgresPlace, MariaDbPlace {
    static final String COPY = "palimpsest_bench";

    private final Gym gym;
    private final @Nullable RunningDatabase own;
    private final Databases databases;

    Place(Gym gym, @Nullable RunningDatabase own, Databases databases) {
        this.gym = gym;
        this.own = own;
        this.databases = databases;
    }

    /**
     * Starts a server of its own and makes the gym, unless it lies there from an earlier time.
     *
     * @param directory keeps server and gym for the next time; null for a directory that goes at the end
     * @param durable whether commits wait for the disk, as those of a business do
     */
    public static Place open(Product product, Gym gym, @Nullable Path directory, boolean durable) throws SQLException {
        return switch (product) {
            case POSTGRESQL -> {
                RunningDatabase server = start(
                        directory == null
                                ? EmbeddedPostgres.temporary()
                                : EmbeddedPostgres.at(directory.resolve("postgresql")),
                        durable,
                        "shared_buffers=1GB max_wal_size=8GB checkpoint_timeout=30min work_mem=64MB jit=off"
                                + " maintenance_work_mem=256MB");
                yield with(new PostgresPlace(gym, server, new Own(server)));
            }
            case MARIADB -> {
                RunningDatabase server = start(
                        directory == null
                                ? EmbeddedMariaDb.temporary()
                                : EmbeddedMariaDb.at(directory.resolve("mariadb")),
                        durable,
                        "innodb_buffer_pool_size=1G innodb_log_file_size=1G");
                yield with(new MariaDbPlace(gym, server, new Own(server)));
            }
        };
    }

    /** Uses a server of somebody else, whose user may create databases. */
    public static Place at(Product product, Gym gym, Databases databases) throws SQLException {
        return with(
                product == Product.POSTGRESQL
                        ? new PostgresPlace(gym, null, databases)
                        : new MariaDbPlace(gym, null, databases));
    }

    /** The databases of one server, by their names. */
    public interface Databases {
        DataSource named(String name);

        /** As a command line takes it, without user and password. */
        String url(String name);

        String user();

        String password();
    }

    /** Those of a server that was started for this. */
    private record Own(RunningDatabase server) implements Databases {
        @Override
        public DataSource named(String name) {
            return server.dataSource(name);
        }

        @Override
        public String url(String name) {
            return server.jdbcUrl(name);
        }

        @Override
        public String user() {
            return server.user();
        }

        @Override
        public String password() {
            return server.password();
        }
    }

    private static RunningDatabase start(
            EmbeddedDatabase<? extends RunningDatabase> server, boolean durable, String settings) {
        server.durable(durable);
        for (String setting : settings.split(" ")) {
            String[] parts = setting.split("=", 2);
            server.setting(parts[0], parts[1]);
        }
        return server.start();
    }

    private static Place with(Place place) throws SQLException {
        try {
            place.make();
            return place;
        } catch (SQLException | RuntimeException failed) {
            place.close();
            throw failed;
        }
    }

    public final Gym gym() {
        return gym;
    }

    public abstract Product product();

    public final Databases databases() {
        return databases;
    }

    /** The gym itself, for reading. */
    public final DataSource gymItself() {
        return databases.named(gymName());
    }

    /**
     * A copy that nobody has touched yet; there is one at a time, so that an earlier one is gone.
     *
     * @param variant what will be done to it at most
     */
    public abstract DataSource fresh(Variant variant) throws SQLException;

    /** How far the log of the server reaches, in bytes; 0 where the database does not say. */
    public abstract long logged(DataSource database) throws SQLException;

    /**
     * Writes out what earlier work left, so that it is not counted to the next, and empties the cache of a PostgreSQL of our own:
     * the two sides choose their people in different ways, and must not begin with what the one has read and the other has not.
     */
    public abstract void settle(DataSource database) throws SQLException;

    /** Whether the server was started for this. */
    final boolean isOwn() {
        return own != null;
    }

    abstract void make() throws SQLException;

    abstract void dropCopy() throws SQLException;

    public final String gymName() {
        return "gym_" + gym.members() + "_" + gym.seed() + "_"
                + gym.today().toString().replace("-", "");
    }

    /** A connection as the work by hand has it: no auto-commit, and time stamps of UTC. */
    public final Connection connect(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        try (Statement session = connection.createStatement()) {
            session.execute(product() == Product.POSTGRESQL ? "set time zone 'UTC'" : "set time_zone = '+00:00'");
        }
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    static void execute(DataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public final void close() {
        try {
            dropCopy();
        } catch (SQLException left) {
            throw new UncheckedIOException(new java.io.IOException("the copy " + COPY + " was not dropped", left));
        } finally {
            if (own != null) {
                own.close();
            }
        }
    }
}

package dev.palimpsest;

import dev.palimpsest.embedded.EmbeddedMariaDb;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningDatabase;
import dev.palimpsest.embedded.RunningMariaDb;
import dev.palimpsest.embedded.RunningPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A fresh, empty database on the one embedded server of its product in this JVM, which starts with the first and stops
 * with the JVM. Put it into a field with {@code @AutoClose}, and tag the test {@code database}.
 *
 * <pre>{@code
 * @AutoClose
 * private final TestDatabase database = TestDatabase.postgresql();
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final RunningDatabase server;
    private final String name;
    private final List<Connection> connections = new ArrayList<>();

    private TestDatabase(RunningDatabase server) {
        this.server = server;
        this.name = "test_" + COUNT.incrementAndGet();
    }

    /** Whose database it is; for tests that run on each of them. */
    public enum Product {
        POSTGRESQL,
        MARIADB;

        /** Creates a database and runs these statements in it. */
        public TestDatabase create(String... statements) {
            return switch (this) {
                case POSTGRESQL -> postgresql(statements);
                case MARIADB -> mariadb(statements);
            };
        }

        /**
         * Says how to make a trigger that runs for each row.
         *
         * @param event for instance {@code before update on member}
         * @param statements each with its semicolon; {@code set new.x = 1;} writes to the row
         */
        public String trigger(String name, String event, String statements) {
            String fires = "create trigger " + name + " " + event + " for each row ";
            return switch (this) {
                case POSTGRESQL ->
                    "create function " + name + "() returns trigger language plpgsql as $$ begin "
                            + statements.replace("set new.", "new.") + " return coalesce(new, old); end $$; " + fires
                            + "execute function " + name + "()";
                case MARIADB -> fires + "begin " + statements + " end";
            };
        }
    }

    /** The server, fast instead of durable; started when first asked for. */
    private static final class SharedPostgres {
        static final RunningDatabase SERVER = EmbeddedPostgres.temporary()
                .setting("max_connections", "100")
                .setting("max_prepared_transactions", "10")
                .start();
    }

    /** The server, fast instead of durable; started when first asked for. */
    private static final class SharedMariaDb {
        static final RunningDatabase SERVER =
                EmbeddedMariaDb.temporary().setting("max_connections", "100").start();
    }

    /** Creates a database of PostgreSQL and runs these statements in it. */
    public static TestDatabase create(String... statements) {
        return postgresql(statements);
    }

    /** Creates a database of PostgreSQL and runs these statements in it. */
    public static TestDatabase postgresql(String... statements) {
        return on(SharedPostgres.SERVER, statements);
    }

    /** Creates a database of MariaDB and runs these statements in it. */
    public static TestDatabase mariadb(String... statements) {
        return on(SharedMariaDb.SERVER, statements);
    }

    private static TestDatabase on(RunningDatabase server, String... statements) {
        TestDatabase database = new TestDatabase(server);
        server.createDatabase(database.name);
        return database.execute(statements);
    }

    public Product product() {
        return switch (server) {
            case RunningPostgres postgres -> Product.POSTGRESQL;
            case RunningMariaDb mariadb -> Product.MARIADB;
        };
    }

    public String url() {
        return server.jdbcUrl(name);
    }

    public String user() {
        return server.user();
    }

    public String password() {
        return server.password();
    }

    public String name() {
        return name;
    }

    /** Where its tables are; MariaDB calls a database what others call a schema. */
    public String schema() {
        return product() == Product.MARIADB ? name : "public";
    }

    /** Opens a connection each time it is asked. */
    public DataSource dataSource() {
        return server.dataSource(name);
    }

    /** A new connection as the owner, closed with the database at the latest. */
    public Connection connection() {
        return connection(user(), password());
    }

    /** A new connection as somebody else, closed with the database at the latest. */
    public synchronized Connection connection(String otherUser, String otherPassword) {
        try {
            Connection connection = DriverManager.getConnection(url(), otherUser, otherPassword);
            connections.add(connection);
            return connection;
        } catch (SQLException e) {
            throw new AssertionError("no connection to the test database", e);
        }
    }

    /** Runs each statement (or several, parted by semicolons) and commits it. */
    public TestDatabase execute(String... statements) {
        try (Connection connection = severalAtOnce().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return this;
        } catch (SQLException e) {
            throw new AssertionError("the test's own SQL failed: " + e.getMessage(), e);
        }
    }

    /** MariaDB takes several statements at once only where that is asked for. */
    private DataSource severalAtOnce() {
        return product() == Product.MARIADB ? server.dataSource(name + "?allowMultiQueries=true") : dataSource();
    }

    /** The rows in text form: columns joined by '|', NULL as 'null'. */
    public List<String> rows(String query) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError("the test's own SQL failed: " + e.getMessage(), e);
        }
    }

    /** The one value of a query that counts. */
    public long count(String query) {
        return Long.parseLong(rows(query).getFirst());
    }

    /** Closes every connection and drops the database. */
    @Override
    public synchronized void close() {
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                // it goes with the database
            }
        }
        server.dropDatabase(name);
    }
}

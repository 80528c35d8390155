package dev.palimpsest;

import dev.palimpsest.embedded.EmbeddedPostgres;
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
 * A fresh, empty database on the one embedded server of this JVM, which starts with the first and stops with the JVM.
 * Put it into a field with {@code @AutoClose}, and tag the test {@code database}.
 *
 * <pre>{@code
 * @AutoClose
 * private final TestDatabase database = TestDatabase.create();
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final List<Connection> connections = new ArrayList<>();

    private TestDatabase(String name) {
        this.name = name;
    }

    /** The server, fast instead of durable; started when first asked for. */
    private static final class Shared {
        static final RunningPostgres SERVER = EmbeddedPostgres.temporary()
                .setting("max_connections", "100")
                .setting("max_prepared_transactions", "10")
                .start();
    }

    /** Creates a database and runs these statements in it. */
    public static TestDatabase create(String... statements) {
        TestDatabase database = new TestDatabase("test_" + COUNT.incrementAndGet());
        Shared.SERVER.createDatabase(database.name);
        return database.execute(statements);
    }

    public String url() {
        return Shared.SERVER.jdbcUrl(name);
    }

    public String user() {
        return Shared.SERVER.user();
    }

    public String password() {
        return Shared.SERVER.password();
    }

    public String name() {
        return name;
    }

    /** Opens a connection each time it is asked. */
    public DataSource dataSource() {
        return Shared.SERVER.dataSource(name);
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
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return this;
        } catch (SQLException e) {
            throw new AssertionError("the test's own SQL failed: " + e.getMessage(), e);
        }
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
        Shared.SERVER.dropDatabase(name);
    }
}

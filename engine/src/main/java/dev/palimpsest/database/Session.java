package dev.palimpsest.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection with the dialect that is spoken on it. Not thread-safe; whoever opened the connection closes it.
 */
public final class Session implements AutoCloseable {
    /** Instead of a number of rows to be fetched at a time: all at once, for few rows of which the database may have much work. */
    public static final int ALL = 0;

    private static final int FETCH_SIZE = 2_000;
    private static final int ALIVE_SECONDS = 5;

    private final Connection connection;
    private final Dialect dialect;
    private long statements;
    private int isolation = Connection.TRANSACTION_READ_COMMITTED;
    private List<String> state = List.of();
    private @Nullable Lender lender;
    private Runnable pause = () -> {};

    public Session(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /**
     * A session whose owner's conditions mean the business's days. The connection is given back as it came.
     *
     * @param connection outside any transaction
     */
    public static Session open(Connection connection, Dialect dialect, ZoneId zone) throws SQLException {
        Session session = new Session(connection, dialect);
        session.isolation = connection.getTransactionIsolation();
        session.forEach(dialect.sessionState(), row -> session.state = texts(row));
        session.execute(dialect.prepareSession(zone.getId()));
        return session;
    }

    private static List<String> texts(ResultSet row) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            texts.add(row.getString(i));
        }
        return texts;
    }

    public Connection connection() {
        return connection;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** How many statements this session has sent. */
    public long statements() {
        return statements;
    }

    /** Reads one row into a value. */
    @FunctionalInterface
    public interface RowReader<T extends @Nullable Object> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes a session back that it has lent. */
    @FunctionalInterface
    public interface Lender {
        void takeBack(Session session) throws SQLException;
    }

    /** Takes one row. */
    @FunctionalInterface
    public interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    public <T> List<T> list(Sql sql, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        forEach(sql, row -> rows.add(reader.read(row)));
        return rows;
    }

    /** The first row's value, or null when there is no row. */
    public <T> @Nullable T first(Sql sql, RowReader<T> reader) throws SQLException {
        List<T> rows = list(sql, reader);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** Streams the rows; inside a transaction at most {@value #FETCH_SIZE} of them are in memory. */
    public void forEach(Sql sql, RowTaker taker) throws SQLException {
        forEach(sql, FETCH_SIZE, taker);
    }

    /** The same with at most {@code fetched} rows in memory, for large ones. */
    public void forEach(Sql sql, int fetched, RowTaker taker) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            statement.setFetchSize(fetched);
            try (ResultSet rows = statement.executeQuery()) {
                for (long row = 1; rows.next(); row++) {
                    taker.take(rows);
                    passed(row);
                }
            }
        }
    }

    /** Is told of each row that was read, also by dialects that stream in a way of their own. */
    public void passed(long row) {
        if (row % FETCH_SIZE == 0) {
            pause.run();
        }
    }

    /** @return the number of rows changed */
    public long update(Sql sql) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            return statement.executeLargeUpdate();
        }
    }

    /**
     * Inserts one row so many times, in one batch.
     *
     * @param key a column that the database fills
     * @return its values in the new rows
     */
    public List<String> insertRepeatedly(Sql sql, int times, String key) throws SQLException {
        statements++;
        List<String> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql.text(), new String[] {key})) {
            for (int i = 0; i < times; i++) {
                bind(statement, sql.values());
                statement.addBatch();
            }
            statement.executeBatch();
            try (ResultSet generated = statement.getGeneratedKeys()) {
                while (generated.next()) {
                    keys.add(generated.getString(1));
                }
            }
        }
        if (keys.size() != times) {
            throw new SQLException("the database told " + keys.size() + " new keys instead of " + times, "24000");
        }
        return keys;
    }

    /**
     * Runs a statement that returns no rows that matter. An empty one, of a database that needs none for the purpose, is not
     * sent.
     *
     * @return whether the database warned of something, for instance that it skipped what the user has no right to
     */
    public boolean execute(Sql sql) throws SQLException {
        if (sql.isEmpty()) {
            return false;
        }
        try (PreparedStatement statement = prepare(sql)) {
            statement.execute();
            return statement.getWarnings() != null;
        }
    }

    private PreparedStatement prepare(Sql sql) throws SQLException {
        pause.run();
        statements++;
        PreparedStatement statement = connection.prepareStatement(sql.text());
        try {
            statement.setFetchSize(FETCH_SIZE);
            bind(statement, sql.values());
            return statement;
        } catch (SQLException | RuntimeException failure) {
            statement.close();
            throw failure;
        }
    }

    private void bind(PreparedStatement statement, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            bind(statement, i + 1, values.get(i));
        }
    }

    private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof String[] texts) {
            statement.setArray(index, connection.createArrayOf("text", texts));
        } else if (value instanceof long[] numbers) {
            Long[] boxed = new Long[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                boxed[i] = numbers[i];
            }
            statement.setArray(index, connection.createArrayOf("bigint", boxed));
        } else if (value instanceof Instant instant) {
            statement.setObject(index, dialect.instant(instant));
        } else {
            statement.setObject(index, value);
        }
    }

    /** Whoever has lent this session gets it back when it is closed. */
    public void lentBy(Lender from) {
        lender = from;
    }

    /** What is done before each statement and each page of its rows; may throw to end the work. For sessions that only read. */
    public void between(Runnable pages) {
        pause = pages;
    }

    /** Whether the database answers. */
    public boolean isAlive() {
        try {
            return connection.isValid(ALIVE_SECONDS);
        } catch (SQLException broken) {
            return false;
        }
    }

    /** Gives the session back to whoever has lent it, outside any transaction, or {@linkplain #end ends} it. */
    @Override
    public void close() throws SQLException {
        Lender from = lender;
        pause = () -> {};
        if (from == null) {
            end();
            return;
        }
        lender = null;
        try {
            calm();
            execute(dialect.resetSessionLockWaits());
        } catch (SQLException broken) {
            // whoever wants it next finds out
        }
        from.takeBack(this);
    }

    private void calm() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        connection.setReadOnly(false);
        connection.setTransactionIsolation(isolation);
    }

    /** Closes the connection, which a pool may hand to somebody else: it gets it as it was. */
    public void end() throws SQLException {
        pause = () -> {};
        try {
            calm();
            if (!state.isEmpty()) {
                execute(dialect.restoreSession(state));
            }
        } catch (SQLException broken) {
            // a broken connection is not handed on
        } finally {
            connection.close();
        }
    }
}

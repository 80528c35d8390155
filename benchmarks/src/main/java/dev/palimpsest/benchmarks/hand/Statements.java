package dev.palimpsest.benchmarks.hand;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs and counts the statements of one connection, each prepared anew. Not thread-safe. */
final class Statements {
    private final Connection connection;
    private long count;

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** How many were sent, commits not counted. */
    long count() {
        return count;
    }

    /** Takes one row. */
    @FunctionalInterface
    interface Reader {
        void row(ResultSet row) throws SQLException;
    }

    /** Returns the number of rows that were written. */
    long update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeLargeUpdate();
        }
    }

    void read(Reader reader, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                reader.row(row);
            }
        }
    }

    List<Long> numbers(String sql, Object... parameters) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        read(row -> numbers.add(row.getLong(1)), sql, parameters);
        return numbers;
    }

    /** All columns of the only row, joined. */
    String line(String sql, Object... parameters) throws SQLException {
        StringBuilder line = new StringBuilder();
        read(
                row -> {
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        line.append(row.getString(i)).append(' ');
                    }
                },
                sql,
                parameters);
        return line.toString();
    }

    Array array(String type, List<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    void commit() throws SQLException {
        connection.commit();
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        count++;
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}

package dev.palimpsest.benchmarks.gym;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Rows for MariaDB, in inserts of many rows each. */
final class InsertRows extends Rows {
    private static final int FLUSH_AT = 1 << 18;

    private final Connection connection;
    private final String insert;
    private final StringBuilder sql = new StringBuilder(FLUSH_AT + 4096);
    private boolean first = true;

    InsertRows(Connection connection, String table) {
        this.connection = connection;
        this.insert = "insert into " + table + " values ";
    }

    private StringBuilder next() {
        if (!first) {
            return sql.append(',');
        }
        first = false;
        return sql.append(sql.isEmpty() ? insert : ",").append('(');
    }

    @Override
    Rows number(long value) {
        next().append(value);
        return this;
    }

    @Override
    Rows plain(@Nullable CharSequence value) {
        if (value == null) {
            next().append("null");
        } else {
            next().append('\'').append(value).append('\'');
        }
        return this;
    }

    /** No text of the gym has a quotation mark or a backslash. */
    @Override
    Rows text(@Nullable String value) {
        return plain(value);
    }

    @Override
    void end() {
        sql.append(')');
        first = true;
        if (sql.length() >= FLUSH_AT) {
            close();
        }
    }

    @Override
    public void close() {
        if (sql.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.toString());
        } catch (SQLException refused) {
            throw new IllegalStateException("the database refused generated rows: " + refused.getMessage(), refused);
        }
        sql.setLength(0);
    }
}

package dev.palimpsest.benchmarks.gym;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows for COPY of PostgreSQL, in its text format. */
final class CopyRows extends Rows {
    private static final int FLUSH_AT = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder text = new StringBuilder(FLUSH_AT + 4096);
    private boolean first = true;

    private CopyRows(CopyIn copy) {
        this.copy = copy;
    }

    static CopyRows into(Connection connection, String table) throws SQLException {
        return new CopyRows(connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin"));
    }

    private StringBuilder next() {
        if (!first) {
            text.append('\t');
        }
        first = false;
        return text;
    }

    @Override
    Rows number(long value) {
        next().append(value);
        return this;
    }

    @Override
    Rows plain(@Nullable CharSequence value) {
        next().append(value == null ? "\\N" : value);
        return this;
    }

    /** No text of the gym has a tab, a line break or a backslash. */
    @Override
    Rows text(@Nullable String value) {
        return plain(value);
    }

    @Override
    void end() {
        text.append('\n');
        first = true;
        if (text.length() >= FLUSH_AT) {
            flush();
        }
    }

    private void flush() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException refused) {
            throw new IllegalStateException("the database refused generated rows: " + refused.getMessage(), refused);
        }
    }

    @Override
    public void close() {
        flush();
        try {
            copy.endCopy();
        } catch (SQLException refused) {
            throw new IllegalStateException("the database refused generated rows: " + refused.getMessage(), refused);
        }
    }
}

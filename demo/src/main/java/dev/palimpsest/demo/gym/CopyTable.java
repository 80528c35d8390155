package dev.palimpsest.demo.gym;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * One table being filled with COPY, column by column and row by row, in PostgreSQL's text format. Time stamps are local
 * to the session's time zone. Not thread-safe.
 */
final class CopyTable implements AutoCloseable {
    private static final int FLUSH_AT = 1 << 16;

    private final PGCopyOutputStream out;
    private byte[] buffer = new byte[FLUSH_AT + (1 << 14)];
    private int length;
    private boolean rowStart = true;
    private long rows;

    CopyTable(Connection connection, String table, String columns) throws SQLException {
        out = new PGCopyOutputStream(
                connection.unwrap(PGConnection.class), "COPY " + table + " (" + columns + ") FROM STDIN");
    }

    CopyTable number(long value) {
        separate();
        if (value < 0) {
            buffer[length++] = '-';
            value = -value;
        }
        long power = 1;
        while (value / power >= 10) {
            power *= 10;
        }
        for (; power > 0; power /= 10) {
            buffer[length++] = (byte) ('0' + value / power % 10);
        }
        return this;
    }

    CopyTable number(@Nullable Long value) {
        return value == null ? nothing() : number(value.longValue());
    }

    /** A sum of money. */
    CopyTable cents(long cents) {
        String digits = Long.toString(Math.abs(cents) + 100);
        int euros = digits.length() - 2;
        long whole = Math.abs(cents) / 100;
        return ascii((cents < 0 ? "-" : "") + whole + "." + digits.substring(euros));
    }

    CopyTable date(@Nullable LocalDate date) {
        return date == null ? nothing() : ascii(date.toString());
    }

    CopyTable time(@Nullable LocalDateTime time) {
        return time == null ? nothing() : ascii(time.toString());
    }

    /** The second of a day whose text is known. */
    CopyTable time(byte[] day, int secondOfDay) {
        separate();
        System.arraycopy(day, 0, buffer, length, day.length);
        length += day.length;
        buffer[length++] = ' ';
        two(secondOfDay / 3600);
        buffer[length++] = ':';
        two(secondOfDay / 60 % 60);
        buffer[length++] = ':';
        two(secondOfDay % 60);
        return this;
    }

    private void two(int value) {
        buffer[length++] = (byte) ('0' + value / 10);
        buffer[length++] = (byte) ('0' + value % 10);
    }

    CopyTable text(@Nullable String text) {
        if (text == null) {
            return nothing();
        }
        separate();
        String escaped = text;
        if (text.indexOf('\\') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\t') >= 0) {
            escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
        }
        append(escaped.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    void endRow() {
        buffer[length++] = '\n';
        rowStart = true;
        rows++;
        if (length >= FLUSH_AT) {
            flush();
        }
    }

    long rows() {
        return rows;
    }

    private CopyTable nothing() {
        return ascii("\\N");
    }

    private CopyTable ascii(String text) {
        separate();
        append(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private void append(byte[] bytes) {
        if (length + bytes.length + 64 > buffer.length) {
            buffer = java.util.Arrays.copyOf(buffer, buffer.length + bytes.length + FLUSH_AT);
        }
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void separate() {
        if (!rowStart) {
            buffer[length++] = '\t';
        }
        rowStart = false;
    }

    private void flush() {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        length = 0;
    }

    /** Ends the COPY. */
    void finish() {
        flush();
        try {
            out.endCopy();
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused generated rows: " + e.getSQLState(), e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

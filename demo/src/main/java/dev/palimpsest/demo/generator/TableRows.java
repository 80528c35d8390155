package dev.palimpsest.demo.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table, written column by column in the text format that both COPY of PostgreSQL and LOAD DATA of
 * MariaDB read: tabs between columns, {@code \N} for NULL. Time stamps are local to the session's time zone. Not
 * thread-safe.
 */
public final class TableRows {
    private static final int FLUSH_AT = 1 << 16;

    private final OutputStream out;
    private byte[] buffer = new byte[FLUSH_AT + (1 << 14)];
    private int length;
    private boolean rowStart = true;
    private long rows;

    public TableRows(OutputStream out) {
        this.out = out;
    }

    public TableRows number(long value) {
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

    public TableRows number(@Nullable Long value) {
        return value == null ? nothing() : number(value.longValue());
    }

    /** A sum of money. */
    public TableRows cents(long cents) {
        String digits = Long.toString(Math.abs(cents) + 100);
        int euros = digits.length() - 2;
        long whole = Math.abs(cents) / 100;
        return ascii((cents < 0 ? "-" : "") + whole + "." + digits.substring(euros));
    }

    public TableRows date(@Nullable LocalDate date) {
        return date == null ? nothing() : ascii(date.toString());
    }

    public TableRows time(@Nullable LocalDateTime time) {
        return time == null ? nothing() : ascii(time.toString());
    }

    /** The second of a day whose text is known. */
    public TableRows time(byte[] day, int secondOfDay) {
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

    public TableRows text(@Nullable String text) {
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

    public void endRow() {
        buffer[length++] = '\n';
        rowStart = true;
        rows++;
        if (length >= FLUSH_AT) {
            flush();
        }
    }

    public long rows() {
        return rows;
    }

    private TableRows nothing() {
        return ascii("\\N");
    }

    private TableRows ascii(String text) {
        separate();
        append(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private void append(byte[] bytes) {
        if (length + bytes.length + 64 > buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length + bytes.length + FLUSH_AT);
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

    /** Hands on what is still here. */
    public void flush() {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        length = 0;
    }
}

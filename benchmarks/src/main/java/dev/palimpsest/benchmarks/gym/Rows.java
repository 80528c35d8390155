package dev.palimpsest.benchmarks.gym;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Takes the rows of one table, column by column; time stamps are of UTC. Not thread-safe. */
abstract class Rows implements AutoCloseable {
    private static final int DAY = 24 * 60 * 60;

    /** A table's rows come in the order of time, so the text of a day serves for many. */
    private long knownDay = Long.MIN_VALUE;

    private String knownDate = "";

    abstract Rows number(long value);

    /** What needs no quoting in any database, or nothing. */
    abstract Rows plain(@Nullable CharSequence value);

    abstract Rows text(@Nullable String value);

    abstract void end();

    /** Hands on what is still here. */
    @Override
    public abstract void close();

    final Rows date(@Nullable LocalDate date) {
        return plain(date == null ? null : date.toString());
    }

    /** @param second since 1970 in UTC */
    final Rows time(long second) {
        long day = Math.floorDiv(second, DAY);
        if (day != knownDay) {
            knownDay = day;
            knownDate = LocalDate.ofEpochDay(day).toString();
        }
        int rest = (int) Math.floorMod(second, (long) DAY);
        StringBuilder text = new StringBuilder(19).append(knownDate).append(' ');
        two(text, rest / 3600).append(':');
        two(text, rest / 60 % 60).append(':');
        return plain(two(text, rest % 60));
    }

    final Rows time(LocalDateTime time) {
        return time(time.toEpochSecond(ZoneOffset.UTC));
    }

    private static StringBuilder two(StringBuilder text, int value) {
        return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
}

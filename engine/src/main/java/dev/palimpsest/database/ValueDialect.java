package dev.palimpsest.database;

import java.time.ZoneId;

/** How values are computed: what treatments write and what statistics add up. A part of {@link Dialect}. */
public interface ValueDialect {
    /** The calendar day in the business time zone of a date, local time or instant. */
    String day(String expression, ColumnFamily family, ZoneId zone);

    /** A new random text of {@code length} hexadecimal digits, another one for each row. */
    String randomHex(int length);

    /** A new random whole number of up to {@code digits} decimal digits, another one for each row. */
    String randomNumber(int digits);

    /** A new random UUID, another one for each row. */
    String randomUuid();

    /** The first day or instant of the month, in the business time zone. */
    String startOfMonth(String expression, ColumnFamily family, ZoneId zone);

    /** The first day or instant of the week, but never before that of its month. */
    String startOfWeekInMonth(String expression, ColumnFamily family, ZoneId zone);

    /** The first day or instant of a span of {@code step} years. */
    String startOfYears(String expression, ColumnFamily family, ZoneId zone, int step);

    /** The first {@code length} characters. */
    String prefix(String expression, int length);

    /** The lower bound of the band of this width. */
    String band(String expression, String width);

    /** The exact sum of a column, whatever the order of the rows; values that are no finite numbers are left out. */
    String exactSum(String expression, ColumnFamily family);

    /** A digest of all values of a group in their order, so that equal histories have equal digests. */
    String historyDigest(String expression);
}

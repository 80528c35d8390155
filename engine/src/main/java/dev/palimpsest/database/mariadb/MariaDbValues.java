package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.TextDialect;
import dev.palimpsest.database.ValueDialect;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** How values are computed: what treatments write and what statistics add up. */
interface MariaDbValues extends ValueDialect, TextDialect {
    int DAYS_OF_EVERY_MONTH = 28;

    /**
     * A date of zeros is no day. One without month or day, or of a day that its month has not, is the last day that it may mean:
     * whoever was here then is not inactive for longer, and a record not kept for less. The end of the month, dear to compute, is
     * asked for only where it matters.
     */
    @Override
    default String day(String expression, ColumnFamily family, ZoneId zone) {
        String month = "if(month(" + expression + ") = 0, 12, month(" + expression + "))";
        String last = "last_day(cast(concat(lpad(year(" + expression + "), 4, '0'), '-', lpad(" + month
                + ", 2, '0'), '-01') as date))";
        String day = "dayofmonth(" + expression + ")";
        return "case when " + expression + " < date'0001-01-01' then null when month(" + expression + ") > 0 and ("
                + day
                + " between 1 and " + DAYS_OF_EVERY_MONTH + " or " + day + " between " + (DAYS_OF_EVERY_MONTH + 1)
                + " and dayofmonth(" + last + ")) then cast(" + expression + " as date) else " + last + " end";
    }

    @Override
    default String startOfMonth(String expression, ColumnFamily family, ZoneId zone) {
        String month = "month(" + expression + ") > 0";
        return coarse(expression, "date_format(" + expression + ", '%Y-%m-01')", family, month);
    }

    @Override
    default String startOfWeekInMonth(String expression, ColumnFamily family, ZoneId zone) {
        String monday = "date_format(" + expression + " - interval weekday(" + expression + ") day, '%Y-%m-%d')";
        String day = "month(" + expression + ") > 0 and dayofmonth(" + expression + ") > 0";
        return coarse(expression, "greatest(" + monday + ", date_format(" + expression + ", '%Y-%m-01'))", family, day);
    }

    @Override
    default String startOfYears(String expression, ColumnFamily family, ZoneId zone, int step) {
        String year = "greatest(floor(year(" + expression + ") / " + step + ") * " + step + ", 1)";
        return coarse(expression, "concat(lpad(" + year + ", 4, '0'), '-01-01')", family, "true");
    }

    /** @param known what of the date must be there; a date whose month or day is zero is coarse already */
    private static String coarse(String expression, String day, ColumnFamily family, String known) {
        String type = family == ColumnFamily.DATE ? "date" : "datetime(6)";
        return "case when " + expression + " >= date'0001-01-01' and " + known + " then cast(" + day + " as " + type
                + ") else " + expression + " end";
    }

    @Override
    default String prefix(String expression, int length) {
        return "left(" + expression + ", " + length + ")";
    }

    @Override
    default String band(String expression, String width) {
        return "floor(" + expression + " / " + width + ") * " + width;
    }

    @Override
    default String randomHex(int length) {
        List<String> drawn = new ArrayList<>();
        for (int digits = 0; digits < length; digits += 64) {
            drawn.add(sixtyFourHexDigits());
        }
        return "left(concat(" + String.join(", ", drawn) + "), " + length + ")";
    }

    private static String sixtyFourHexDigits() {
        return "sha2(concat(uuid(), rand(), rand()), 256)";
    }

    @Override
    default String randomNumber(int digits) {
        return "cast(floor(rand() * 1" + "0".repeat(Math.min(digits, 15)) + ") as signed)";
    }

    @Override
    default String randomUuid() {
        String uuid = "left(" + sixtyFourHexDigits() + ", 32)";
        // the type takes no other than those of RFC 9562; this is version 4
        uuid = "insert(insert(" + uuid + ", 13, 1, '4'), 17, 1, 'a')";
        for (int hyphen : List.of(21, 17, 13, 9)) {
            uuid = "insert(" + uuid + ", " + hyphen + ", 0, '-')";
        }
        return uuid;
    }

    @Override
    default String exactSum(String expression, ColumnFamily family) {
        return family == ColumnFamily.FLOAT
                ? "sum(cast(" + expression + " as decimal(65, 20)))"
                : "sum(" + expression + ")";
    }

    @Override
    default String historyDigest(String expression) {
        return "md5(group_concat(" + expression + " order by " + expression + " separator ','))";
    }
}

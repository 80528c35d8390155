package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.TextDialect;
import dev.palimpsest.database.ValueDialect;
import java.time.ZoneId;

/** How values are computed: what treatments write and what statistics add up. */
interface PostgreSqlValues extends ValueDialect, TextDialect {
    /** What is never over ends on the last day that people write; what began before all time has no day. */
    @Override
    default String day(String expression, ColumnFamily family, ZoneId zone) {
        String day = switch (family) {
            case DATE -> expression;
            case TIMESTAMP_ZONED -> "cast(" + expression + " at time zone " + literal(zone) + " as date)";
            default -> "cast(" + expression + " as date)";
        };
        return "case when isfinite(" + expression + ") then " + day + " when " + expression
                + " = 'infinity' then date '9999-12-31' end";
    }

    @Override
    default String randomHex(int length) {
        StringBuilder hex = new StringBuilder("left(");
        for (int drawn = 0; drawn < length; drawn += 30) {
            hex.append(drawn == 0 ? "" : " || ").append(thirtyHexDigits());
        }
        return hex.append(", ").append(length).append(")").toString();
    }

    /** A version 4 UUID has 122 random bits; its two fixed digits are left out. */
    private static String thirtyHexDigits() {
        return "overlay(overlay(replace(cast(gen_random_uuid() as text), '-', '') placing '' from 17 for 1)"
                + " placing '' from 13 for 1)";
    }

    @Override
    default String randomNumber(int digits) {
        return "mod(cast(cast('x' || left(" + thirtyHexDigits() + ", 15) as bit(60)) as bigint), " + "1"
                + "0".repeat(Math.min(digits, 17)) + ")";
    }

    @Override
    default String randomUuid() {
        return "gen_random_uuid()";
    }

    @Override
    default String startOfMonth(String expression, ColumnFamily family, ZoneId zone) {
        return truncated("date_trunc('month', %s)", expression, family, zone);
    }

    @Override
    default String startOfWeekInMonth(String expression, ColumnFamily family, ZoneId zone) {
        return truncated("greatest(date_trunc('week', %1$s), date_trunc('month', %1$s))", expression, family, zone);
    }

    @Override
    default String startOfYears(String expression, ColumnFamily family, ZoneId zone, int step) {
        String span = "cast(floor(extract(year from %1$s) / " + step + ") * " + step + " as integer)";
        // there is no year 0
        String year = "(" + span + " + case when " + span + " = 0 then 1 else 0 end)";
        return truncated("cast(make_date(" + year + ", 1, 1) as timestamp)", expression, family, zone);
    }

    /** What is infinite is everybody's already. */
    private static String truncated(String pattern, String expression, ColumnFamily family, ZoneId zone) {
        String coarse = switch (family) {
            case TIMESTAMP_ZONED ->
                "(" + String.format(pattern, "(" + expression + " at time zone " + literal(zone) + ")")
                        + " at time zone " + literal(zone) + ")";
            case DATE -> "cast(" + String.format(pattern, "cast(" + expression + " as timestamp)") + " as date)";
            default -> String.format(pattern, expression);
        };
        return "case when isfinite(" + expression + ") then " + coarse + " else " + expression + " end";
    }

    @Override
    default String prefix(String expression, int length) {
        return "left(" + expression + ", " + length + ")";
    }

    @Override
    default String band(String expression, String width) {
        // a whole number divided by a whole one would be cut towards zero
        return "floor(" + expression + " / cast(" + width + " as numeric)) * " + width;
    }

    @Override
    default String exactSum(String expression, ColumnFamily family) {
        // only of finite numbers the difference with themselves is nothing
        return switch (family) {
            case FLOAT ->
                "sum(case when " + expression + " - " + expression + " = 0 then cast(" + expression
                        + " as numeric) end)";
            case DECIMAL -> "sum(case when " + expression + " - " + expression + " = 0 then " + expression + " end)";
            default -> "sum(" + expression + ")";
        };
    }

    @Override
    default String historyDigest(String expression) {
        return "md5(string_agg(cast(" + expression + " as text), ',' order by " + expression + "))";
    }

    private static String literal(ZoneId zone) {
        return "'" + zone.getId() + "'";
    }
}

package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Days, coarser values, random values, digests. Of every database. */
@ParameterizedClass
@EnumSource(Product.class)
final class ValueDialectTest extends DialectContract {
    ValueDialectTest(Product product) {
        super(product);
    }

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "DATE, 2026-11-22, 2026-11-22",
        "TIMESTAMP, 2026-11-22 23:59:59, 2026-11-22",
        "TIMESTAMP_ZONED, 2026-11-22 22:59:59, 2026-11-22",
        "TIMESTAMP_ZONED, 2026-11-22 23:00:00, 2026-11-23",
        "TIMESTAMP_ZONED, 2026-07-22 21:59:59, 2026-07-22",
        "TIMESTAMP_ZONED, 2026-07-22 22:00:00, 2026-07-23",
    })
    void the_day_is_that_of_the_business_time_zone(ColumnFamily family, String value, String day) throws SQLException {
        assertThat(one(dialect.day(literal(family, value), family, BERLIN))).isEqualTo(day);
    }

    private String literal(ColumnFamily family, String value) {
        return switch (family) {
            case DATE -> "cast('" + value + "' as date)";
            case TIMESTAMP_ZONED -> instant(value);
            default -> timestamp(value);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "DATE, 2026-11-22, 2026-11-01, 2026-11-16, 2025-01-01",
        "DATE, 2026-11-01, 2026-11-01, 2026-11-01, 2025-01-01",
        "TIMESTAMP, 2026-10-03 12:00:00, 2026-10-01 00:00:00, 2026-10-01 00:00:00, 2025-01-01 00:00:00",
        "TIMESTAMP_ZONED, 2026-10-31 23:30:00, 2026-10-31 23:00:00, 2026-10-31 23:00:00, 2024-12-31 23:00:00",
    })
    void coarser_dates(ColumnFamily family, String value, String month, String week, String fiveYears)
            throws SQLException {
        String literal = literal(family, value);

        assertThat(isEqual(dialect.startOfMonth(literal, family, BERLIN), literal(family, month)))
                .isTrue();
        assertThat(isEqual(dialect.startOfWeekInMonth(literal, family, BERLIN), literal(family, week)))
                .isTrue();
        assertThat(isEqual(dialect.startOfYears(literal, family, BERLIN, 5), literal(family, fiveYears)))
                .isTrue();
    }

    private boolean isEqual(String left, String right) throws SQLException {
        return Boolean.TRUE.equals(session.<Boolean>first(
                Sql.of("select case when " + left + " = " + right + " then 1 else 0 end"), row -> row.getInt(1) == 1));
    }

    @Test
    void coarser_texts_and_numbers() throws SQLException {
        assertThat(one(dialect.prefix("'50667'", 2))).isEqualTo("50");
        assertThat(one(dialect.prefix("'Ä'", 2))).isEqualTo("Ä");
        assertThat(isEqual(dialect.band("19", "10"), "10")).isTrue();
        assertThat(isEqual(dialect.band("-1", "10"), "-10")).isTrue();
        assertThat(isEqual(dialect.band("-0.5", "5"), "-5")).isTrue();
    }

    @Test
    void random_values_differ_from_row_to_row_and_have_their_length() throws SQLException {
        for (String random : List.of(dialect.randomHex(20), dialect.randomUuid(), dialect.randomNumber(15))) {
            List<String> values = list(session, Sql.of("select " + dialect.asText(random) + " from visit, member"));
            assertThat(values).hasSize(9).doesNotHaveDuplicates();
        }
        for (int length : List.of(1, 12, 30, 31, 64)) {
            assertThat(one(dialect.randomHex(length))).matches("[0-9a-f]{" + length + "}");
        }
        assertThat(list(session, Sql.of("select " + dialect.asText(dialect.randomNumber(2)) + " from visit, member")))
                .allMatch(value -> value.matches("[0-9]{1,2}"));
    }

    @Test
    void equal_histories_have_equal_digests_in_any_order() throws SQLException {
        execute(
                session,
                "insert into visit values (31, 3, '2025-01-02'), (32, 3, '2025-01-01')",
                "insert into visit values (41, 4, '2025-01-01'), (42, 4, '2025-01-01'), (43, 4, '2025-01-02')");

        List<String> digests = list(
                session,
                Sql.of("select " + dialect.historyDigest(dialect.quote(table("visit"), "day"))
                        + " from visit group by member_id order by member_id"));

        assertThat(digests.get(0)).isEqualTo(digests.get(2));
        assertThat(digests).hasSize(4);
        assertThat(java.util.Set.copyOf(digests)).hasSize(3);
    }

    /** A literal of an instant, given in UTC. */
    private String instant(String utc) {
        return switch (product) {
            case POSTGRESQL -> "timestamptz '" + utc + "+00'";
            // there is no type of instants: a timestamp is shown in the session's time zone
            case MARIADB -> "convert_tz(timestamp'" + utc + "', '+00:00', @@session.time_zone)";
        };
    }

    /** A literal of a local time. */
    private String timestamp(String value) {
        return "timestamp '" + value + "'";
    }
}

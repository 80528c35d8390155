package dev.palimpsest.treatment;

import static dev.palimpsest.treatment.Box.BERLIN;
import static dev.palimpsest.treatment.Box.column;
import static dev.palimpsest.treatment.Box.generalise;
import static dev.palimpsest.treatment.Box.treatment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Sql;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code generalise} on days and instants: what is left is never before its month, and cut in the business time zone. */
@Tag("database")
final class GeneraliseDatesTest {
    @AutoClose
    private final Box box = new Box();

    @ParameterizedTest
    @CsvSource({
        "date, 1984-05-17, 1, 1984-01-01",
        "date, 1984-01-01, 1, 1984-01-01",
        "date, 1984-12-31, 5, 1980-01-01",
        "date, 1985-01-01, 5, 1985-01-01",
        "date, 1989-12-31, 10, 1980-01-01",
        "date, 1990-01-01, 10, 1990-01-01",
        "date, 2000-02-29, 100, 2000-01-01",
        "date, 0001-01-01, 5, 0001-01-01",
        "date, 9999-12-31, 10, 9990-01-01",
        "timestamp, 1984-05-17 23:59:59.999, 10, 1980-01-01 00:00:00",
    })
    void a_date_becomes_the_first_day_of_its_span_of_years(String type, String value, int step, String expected)
            throws SQLException {
        assertThat(box.treated(type, value, generalise("year", step))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "date, 2026-11-22, 2026-11-01",
        "date, 2026-11-01, 2026-11-01",
        "date, 2024-02-29, 2024-02-01",
        "timestamp, 2026-11-30 23:59:59, 2026-11-01 00:00:00",
        "timestamp(0), 2026-11-30 12:00:00, 2026-11-01 00:00:00",
        "date, infinity, infinity",
    })
    void a_date_becomes_the_first_of_its_month(String type, String value, String expected) throws SQLException {
        assertThat(box.treated(type, value, generalise("month", 0))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "date, 2026-11-22, 2026-11-16, a Sunday goes back to its Monday",
        "date, 2026-11-23, 2026-11-23, a Monday stays",
        "date, 2026-11-29, 2026-11-23, the Sunday after",
        "date, 2026-11-01, 2026-11-01, a first of the month that is a Sunday stays in its month",
        "date, 2026-10-03, 2026-10-01, the week began in September",
        "date, 2026-01-01, 2026-01-01, and never in the year before",
        "date, 2026-02-01, 2026-02-01, nor in the month before",
        "timestamp, 2026-11-22 23:59:59, 2026-11-16 00:00:00, a local time",
    })
    void a_date_becomes_the_monday_of_its_week_but_never_leaves_its_month(
            String type, String value, String expected, String which) throws SQLException {
        assertThat(box.treated(type, value, generalise("week", 0))).as(which).isEqualTo(expected);
    }

    @Test
    void no_day_of_ten_years_leaves_its_month_and_weeks_stay_whole_otherwise() throws SQLException {
        Column column = column(box.of("date"));
        String week = box.dialect().startOfWeekInMonth("v", column.family(), BERLIN);
        box.execute("insert into box select d, date '2020-01-01' + d from generate_series(0, 3652) d");

        assertThat(box.session()
                        .<Long>first(
                                Sql.of("select count(*) from box where date_trunc('month', v) <> date_trunc('month', "
                                        + week
                                        + ") or " + week + " > v or v - " + week + " > 6"
                                        + " or extract(isodow from " + week + ") <> 1 and extract(day from " + week
                                        + ") <> 1"),
                                row -> row.getLong(1)))
                .isZero();
    }

    /** Instants are cut in the business time zone, across its changes of the clock. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, month, 2026-10-31 22:59:59+00, 2026-10-01 00:00 +0200, an hour before November in Berlin",
        "Europe/Berlin, month, 2026-10-31 23:00:00+00, 2026-11-01 00:00 +0100, November has begun in Berlin only",
        "Europe/Berlin, month, 2026-03-31 21:59:59+00, 2026-03-01 00:00 +0100, the clock changed on 29 March",
        "Europe/Berlin, month, 2026-03-31 22:00:00+00, 2026-04-01 00:00 +0200, April",
        "Europe/Berlin, week, 2026-10-25 00:30:00+00, 2026-10-19 00:00 +0200, the first half past two of that night",
        "Europe/Berlin, week, 2026-10-25 01:30:00+00, 2026-10-19 00:00 +0200, the second one",
        "Europe/Berlin, week, 2026-10-25 23:00:00+00, 2026-10-26 00:00 +0100, Monday in winter time",
        "Europe/Berlin, week, 2026-03-29 01:00:00+00, 2026-03-23 00:00 +0100, the hour that is left out",
        "Europe/Berlin, year, 2025-12-31 23:30:00+00, 2026-01-01 00:00 +0100, new year in Berlin",
        "Europe/Berlin, year, 2025-12-31 22:30:00+00, 2025-01-01 00:00 +0100, not yet",
        "America/New_York, month, 2026-03-01 04:59:59+00, 2026-02-01 00:00 -0500, February in New York",
        "America/New_York, month, 2026-03-01 05:00:00+00, 2026-03-01 00:00 -0500, March",
        "Asia/Kolkata, month, 2026-02-28 18:30:00+00, 2026-03-01 00:00 +0530, half an hour off",
        "Africa/Cairo, month, 2014-05-16 00:00:00+00, 2014-05-01 00:00 +0200, Egypt",
        "America/Sao_Paulo, month, 2017-10-15 12:00:00+00, 2017-10-01 00:00 -0300, midnight of the 15th did not exist",
        "America/Sao_Paulo, week, 2017-10-20 12:00:00+00, 2017-10-16 00:00 -0200, the Monday after",
        "Asia/Beirut, week, 2026-03-29 12:00:00+00, 2026-03-23 00:00 +0200, midnight of the 29th did not exist",
        "America/Havana, month, 2026-11-01 04:30:00+00, 2026-11-01 00:00 -0500, midnight came twice",
        "Pacific/Apia, month, 2011-12-31 12:00:00+00, 2012-01-01 00:00 +1400, the 30th did not exist",
        "UTC, month, 2026-10-31 23:59:59+00, 2026-10-01 00:00 +0000, no zone",
    })
    void an_instant_is_cut_in_the_business_time_zone(
            String zone, String unit, String instant, String local, String which) throws SQLException {
        Treatment treatment = treatment("generalise", Map.of("", unit), ZoneId.of(zone));

        box.treated("timestamptz", instant, treatment);

        assertThat(box.session()
                        .<Boolean>first(
                                Sql.of(
                                        "select v = cast(? as timestamptz) from box",
                                        local.replaceFirst(" (\\S+)$", "$1")),
                                row -> row.getBoolean(1)))
                .as("%s: %s", which, box.value())
                .isTrue();
    }

    @Test
    void an_instant_stays_in_its_local_month_in_every_zone() throws SQLException {
        Column column = column(box.of("timestamptz"));
        box.execute(
                "insert into box select h, timestamptz '2025-12-25 00:00+00' + h * interval '97 minutes' from generate_series(0, 6000) h");
        for (String zone : List.of(
                "Europe/Berlin",
                "America/Sao_Paulo",
                "Asia/Kathmandu",
                "Pacific/Chatham",
                "America/Havana",
                "Australia/Lord_Howe")) {
            ZoneId id = ZoneId.of(zone);
            String week = box.dialect().startOfWeekInMonth("v", column.family(), id);
            String month = box.dialect().startOfMonth("v", column.family(), id);
            assertThat(box.session()
                            .<Long>first(
                                    Sql.of("select count(*) from box where " + week + " > v or " + month + " > " + week
                                            + " or date_trunc('month', v at time zone '" + zone
                                            + "') <> date_trunc('month', "
                                            + week
                                            + " at time zone '" + zone + "')"),
                                    row -> row.getLong(1)))
                    .as(zone)
                    .isZero();
        }
    }
}

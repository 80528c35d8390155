package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.SurveyResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many rows are read where the planner is told to look rows up, and no index leads to some of them: to the customers who
 * hold an address, to the rentals of a customer, which only stand behind their day in an index, and to the till of which an
 * activity's condition asks. PostgreSQL only: MariaDB is not told, and makes the
 * index of a reference itself.
 */
@Tag("database")
final class HeldRowsReadTest {
    private static final int PEOPLE = 3_000;
    private static final int TILLS = 3_000;
    private static final long ALL_ROWS = 5L * PEOPLE + TILLS;

    private static final String MAP = """
            palimpsest: 1
            name: shop
            jurisdiction: DE
            time-zone: UTC
            schema: {schema}
            subject:
              table: customer
              key: id
              title: name
              inactive-for: P2Y
              identifiers: {name: name}
            blockers:
              rented: {table: rental, where: "not back", message: x}
            activity:
              visit: {table: visit, at: day{where}}
            treatment:
              customer: {name: {replace: Former}}
              visit: {keep: all}
              rental: {keep: all}
              address: {via: "id -> customer.address_id", street: {replace: gone}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private final TestDatabase database = TestDatabase.create(
            "create table address (id bigint primary key, street text)",
            "create table customer (id bigint primary key, name text, address_id bigint references address)",
            "create table till (no int, counts boolean)",
            "create table visit (id bigint primary key, customer_id bigint references customer, till_no int, day date)",
            "create index on visit (customer_id)",
            "create table rental (day date, customer_id bigint references customer, back boolean, unique (day, customer_id))",
            "insert into address select n, 'Ulmenweg' from generate_series(1, " + PEOPLE + ") n",
            "insert into customer select n, 'Anna Meier ' || n, n from generate_series(1, " + PEOPLE + ") n",
            "insert into till select n, true from generate_series(1, " + TILLS + ") n",
            "insert into visit select n, n % " + PEOPLE + " + 1, n % " + TILLS
                    + " + 1, date '2020-01-01' + n % 900 from generate_series(1, 2 * " + PEOPLE + ") n",
            "insert into rental select date '2020-01-01' + n / 100, n, true from generate_series(1, " + PEOPLE + ") n",
            "analyze");

    @Test
    void who_else_holds_a_row_is_not_looked_for_in_the_whole_table_for_each_person() {
        Palimpsest palimpsest = shop("");
        long before = read();

        Preview preview = palimpsest.preview(Selection.of(List.of()), skipped -> {});
        long previewing = read() - before;
        RunResult result = palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        long running = read() - before - previewing;

        assertThat(result.done()).isEqualTo(PEOPLE);
        assertThat(List.of(previewing, running))
                .allSatisfy(rows -> assertThat(rows).isBetween((long) PEOPLE, 40 * ALL_ROWS));
    }

    @Test
    void whoever_is_active_is_found_without_reading_for_each_what_a_condition_asks() {
        Palimpsest palimpsest =
                shop(", where: \"exists (select 1 from till t where t.no = visit.till_no and t.counts)\"");
        long before = read();

        SurveyResult counted = palimpsest.surveyCounts(new Inactivity(Period.ofYears(9), List.of()), quiet -> {});

        assertThat(counted.subjects()).isEqualTo(PEOPLE);
        assertThat(counted.inactive()).isZero();
        assertThat(read() - before).isBetween((long) PEOPLE, 40 * ALL_ROWS);
    }

    private Palimpsest shop(String where) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read(
                                "shop.yaml",
                                MAP.replace("{schema}", database.schema()).replace("{where}", where)),
                        Home.at(directory))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    private long read() {
        while (database.count("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid()")
                > 0) {
            Thread.onSpinWait();
        }
        return database.count("select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables");
    }
}

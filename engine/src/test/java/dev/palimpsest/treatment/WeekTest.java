package dev.palimpsest.treatment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code generalise: week}: the Monday, but no day of the month before; of every kind of date, on every database. */
@Tag("database")
final class WeekTest {
    private static final String MAP = """
            palimpsest: 1
            name: gym
            jurisdiction: DE
            time-zone: UTC
            schema: {schema}
            subject: {table: person, key: id, title: name, inactive-for: P2Y, identifiers: {name: [name]}}
            activity: {seen: {table: person, at: seen_on}}
            treatment:
              person: {name: {replace: Former}, keep: [seen_on]}
              visit: {via: person_id, day: {generalise: week}, local: {generalise: week}, moment: {generalise: week}}
            """;

    /** What was there, and what is left of it. */
    private static final List<List<String>> DAYS = List.of(
            List.of("2020-02-29", "2020-02-24"), // a leap day, a Saturday
            List.of("2020-03-01", "2020-03-01"), // its Monday is in February
            List.of("2020-03-02", "2020-03-02"), // a Monday
            List.of("2020-03-08", "2020-03-02"), // the Sunday of the same week
            List.of("2020-03-09", "2020-03-09"), // the next Monday
            List.of("2019-12-29", "2019-12-23"),
            List.of("2019-12-30", "2019-12-30"), // the last Monday of the year
            List.of("2019-12-31", "2019-12-30"),
            List.of("2020-01-01", "2020-01-01"), // its Monday is in the year before
            List.of("2020-01-05", "2020-01-01"),
            List.of("2020-01-06", "2020-01-06"));

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @ParameterizedTest
    @EnumSource(Product.class)
    void every_day_becomes_the_monday_before_it_but_stays_in_its_month(Product product) {
        open(product);
        for (int i = 0; i < DAYS.size(); i++) {
            String day = DAYS.get(i).getFirst();
            // the last second of a day still belongs to it
            database.execute("insert into visit values (" + i + ", 1, '" + day + "', '" + day + " 23:59:59', '" + day
                    + " 00:00:00')");
        }

        ProofReport proof = treat();

        assertThat(database.rows("select concat(day, ' ', local, ' ', moment) from visit order by id"))
                .containsExactlyElementsOf(DAYS.stream()
                        .map(each ->
                                each.getLast() + " " + each.getLast() + " 00:00:00 " + each.getLast() + " 00:00:00")
                        .toList());
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
    }

    @Test
    void a_date_that_is_no_day_stays_as_it_is() {
        open(Product.MARIADB);
        database.execute("set statement sql_mode = '' for insert into visit values"
                + " (1, 1, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00'),"
                + " (2, 1, '2020-03-00', '2020-00-00 00:00:00', null),"
                + " (3, 1, '0001-01-03', '0001-01-03 12:00:00', null)");

        ProofReport proof = treat();

        assertThat(database.rows(
                        "select concat(day, ' ', local, ' ', coalesce(moment, 'none')) from visit order by id"))
                .containsExactly(
                        "0000-00-00 0000-00-00 00:00:00 0000-00-00 00:00:00",
                        "2020-03-00 2020-00-00 00:00:00 none",
                        "0001-01-01 0001-01-01 00:00:00 none");
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
    }

    private void open(Product product) {
        database = product.create(
                "create table person (id int primary key, name varchar(80), seen_on date)",
                "create table visit (id int primary key, person_id int, day date, local "
                        + (product == Product.POSTGRESQL ? "timestamp" : "datetime") + ", moment timestamp null)",
                "create index visit_person on visit (person_id)",
                "insert into person values (1, 'Rosa Zielinska', '2001-01-01')");
    }

    private ProofReport treat() {
        Palimpsest palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("gym.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        assertThat(palimpsest
                        .run(preview, preview.digest(), "test", event -> {})
                        .done())
                .isOne();
        return palimpsest.prove(Optional.empty());
    }
}

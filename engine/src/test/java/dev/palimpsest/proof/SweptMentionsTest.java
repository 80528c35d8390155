package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Letters that lead to nobody: what is struck in them of those who went, what of those who stay is left, and what is green then. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class SweptMentionsTest {
    private static final String MAP = """
            palimpsest: 1
            name: school
            jurisdiction: DE
            schema: {schema}
            subject:
              table: person
              key: id
              title: [first_name, last_name]
              inactive-for: P2Y
              identifiers: {name: [[first_name, last_name]], email: email, address: [[street, postal, town]]}
            activity:
              seen: {table: person, at: seen}
            treatment:
              person: {first_name: {replace: Former}, last_name: {replace: Pupil}, email: erase, street: erase, postal: erase,
                town: erase, keep: [seen]}
              letter: {first_name: {redact: anywhere}, last_name: {redact: anywhere}, street: {redact: anywhere},
                postal: {redact: anywhere}, town: {redact: anywhere}, body: {redact: anywhere},
                place: {redact: anywhere}, keep: all}
            """;

    @AutoClose
    private final TestDatabase database;

    @TempDir
    private Path directory;

    SweptMentionsTest(TestDatabase.Product product) {
        database = product.create(
                "create table person (id bigint primary key, first_name varchar(40), last_name varchar(40),"
                        + " email varchar(80), street varchar(40), postal varchar(10), town varchar(40), seen date)",
                "create table letter (id bigint primary key, first_name varchar(40), last_name varchar(40),"
                        + " street varchar(40), postal varchar(10), town varchar(40), body varchar(200),"
                        + (product == TestDatabase.Product.POSTGRESQL ? " place jsonb)" : " place json)"));
    }

    private void person(int id, String first, String last, String email, String seen) {
        database.execute("insert into person (id, first_name, last_name, email, seen) values (" + id + ", '" + first
                + "', '" + last + "', '" + email + "', '" + seen + "')");
    }

    private void gone(int id, String first, String last) {
        person(id, first, last, "p" + id + "@mail.example", "2020-01-01");
    }

    private void stays(int id, String first, String last) {
        person(id, first, last, "p" + id + "@mail.example", "2026-11-01");
    }

    private ProofReport forgotten() {
        Palimpsest palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("school.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        Preview preview = palimpsest.preview(Selection.eligible(), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", event -> {});
        return palimpsest.prove(Optional.empty());
    }

    private java.util.List<String> letters(String columns) {
        return database.rows("select " + columns + " from letter order by id");
    }

    @Test
    void a_name_and_an_address_over_neighbouring_columns_are_struck_together() {
        gone(1, "Emil", "Gruber");
        database.execute("update person set street = 'Lindenweg 7', postal = '50667', town = 'Köln' where id = 1");
        database.execute("insert into letter (id, first_name, last_name, street, postal, town, body) values"
                + " (1, 'Emil', 'Gruber', 'Lindenweg 7', '50667', 'Köln', 'Dear Emil Gruber'),"
                + " (2, 'Emil', 'Klein', 'Lindenweg 7', '10115', 'Berlin', 'none'),"
                + " (3, 'Gruber', 'Emil', null, null, null, 'none')");

        ProofReport report = forgotten();

        assertThat(report.findings()).isEmpty();
        assertThat(letters("first_name, last_name, street, postal, town, body"))
                .containsExactly(
                        "[…]|[…]|[…]|[…]|[…]|Dear […]",
                        "Emil|Klein|Lindenweg 7|10115|Berlin|none",
                        "[…]|[…]|null|null|null|none");
    }

    @Test
    void an_address_over_a_text_and_a_json_column_is_struck_and_the_json_stays_json() {
        gone(1, "Emil", "Gruber");
        database.execute(
                "update person set street = 'Lindenweg 7', postal = '50667', town = 'Köln' where id = 1",
                "insert into letter (id, body, place) values (1, 'Lindenweg 7',"
                        + " '{\"floor\": 3, \"town\": \"Köln\", \"postal\": \"50667\"}'),"
                        + " (2, 'Lindenweg 7', '{\"floor\": 3, \"town\": \"Bonn\", \"postal\": \"53111\"}')");

        ProofReport report = forgotten();

        assertThat(report.findings()).isEmpty();
        assertThat(letters("body")).containsExactly("[…]", "Lindenweg 7");
        assertThat(letters("place").getFirst()).contains("\"[…]\"", "3").doesNotContain("50667", "Köln");
        assertThat(letters("place").getLast()).contains("53111", "Bonn");
    }

    @Test
    void a_name_put_together_from_parts_of_two_texts_is_left_and_reported() {
        gone(1, "Emil", "Gruber");
        database.execute(
                "insert into letter (id, first_name, last_name, body) values (1, 'Rosa Emil', 'Gruber Carla', 'none')");

        ProofReport report = forgotten();

        assertThat(report.findings()).isEmpty();
        assertThat(report.hitsOf("possible")).isPositive();
        assertThat(letters("first_name, last_name")).containsExactly("Rosa Emil|Gruber Carla");
    }

    @Test
    void what_belongs_to_those_who_stay_is_left_wherever_it_stands() {
        gone(1, "Aoife", "Müller");
        gone(2, "Gaëtan", "Zimmermann");
        gone(3, "Anna-Maria", "Berg");
        person(4, "Nora", "Bishop", "aoife.muller@mail.example", "2026-11-01");
        stays(5, "Tomáš-Gaëtan", "Zimmermann");
        database.execute(
                "insert into letter (id, body) values (1, 'Nora Bishop, aoife.muller@mail.example, about Aoife Müller')",
                "insert into letter (id, body) values (2, 'Tomáš-Gaëtan Zimmermann asks for Gaëtan Zimmermann')",
                "insert into letter (id, body) values (3, 'Anna Berg of the office, about Anna-Maria Berg')",
                "insert into letter (id, first_name, last_name) values (4, 'Tomáš-Gaëtan', 'Zimmermann')");

        ProofReport report = forgotten();

        assertThat(report.findings()).isEmpty();
        assertThat(letters("first_name, last_name, body"))
                .containsExactly(
                        "null|null|Nora Bishop, aoife.muller@mail.example, about […]",
                        "null|null|Tomáš-Gaëtan Zimmermann asks for […]",
                        "null|null|Anna Berg of the office, about […]",
                        "Tomáš-Gaëtan|Zimmermann|null");
    }

    @Test
    void who_has_a_longer_name_or_another_spelling_is_no_namesake() {
        gone(1, "Fatima", "Martin");
        gone(2, "José", "García");
        stays(3, "Fatima-Hélène", "Martin");
        stays(4, "Jose", "Garcia");
        database.execute(
                "insert into letter (id, body) values (1, 'Mother Fatima Martin called')",
                "insert into letter (id, body) values (2, 'José García, not Jose Garcia')");

        ProofReport report = forgotten();

        assertThat(report.findings()).isEmpty();
        assertThat(letters("body")).containsExactly("Mother […] called", "[…], not Jose Garcia");
    }
}

package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns of plain numbers are read where something that is looked for can stand, and named where not. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class LeftOutColumnsTest {
    private static final String MAP = """
        palimpsest: 1
        name: people
        jurisdiction: DE
        time-zone: UTC
        schema: {schema}
        subject:
          table: person
          key: id
          title: [name]
          born-into-system: born
          inactive-for: P1Y
          identifiers: {identifiers}
        activity: {born: {table: person, at: born}}
        treatment:
          person:
            name: {replace: Nobody}
            phone: erase
            street: erase
            town: erase
            keep: [born]
        """;

    @AutoClose
    private final TestDatabase database;

    @TempDir
    private Path directory;

    LeftOutColumnsTest(TestDatabase.Product product) {
        database = product.create(
                "create table person (id bigint primary key, name varchar(40), phone varchar(40), street varchar(40),"
                        + " town varchar(40), born date)",
                "create table gate (id bigint primary key, door numeric(3), floor smallint, called bigint, street varchar(40), code"
                        + " integer)",
                "create table lift (id bigint primary key, floor smallint, stops integer)",
                "insert into lift values (1, 7, 7)",
                "insert into person values (1, 'Anna Schmidt', '0151 2345678', 'Lindenweg 7', 'Bonn', '2020-01-01')",
                "insert into gate (id, door, floor, called, street, code) values (1, 7, 7, 15, 'none', 7)");
    }

    @Test
    void without_numbers_and_addresses_no_plain_number_is_read_and_the_report_names_each() {
        ProofReport report = proved("{name: [name]}");

        assertThat(report.green()).as("%s", report.findings()).isTrue();
        assertThat(report.searched().leftOut())
                .extracting(column -> column.substring(column.indexOf('.') + 1))
                .contains(
                        "gate.called: numbers are not looked for",
                        "gate.code: numbers are not looked for",
                        "gate.door: numbers are not looked for");
    }

    @Test
    void a_telephone_number_in_a_column_of_numbers_is_found_and_only_short_columns_are_left_out() {
        database.execute("update gate set called = 1512345678");

        ProofReport report = proved("{name: [name], phone: phone}");

        assertThat(report.green()).isFalse();
        assertThat(report.residuals()).extracting(Residual::column).containsExactly("called");
        assertThat(report.searched().leftOut())
                .extracting(column -> column.substring(column.indexOf('.') + 1))
                .contains(
                        "gate.door: too short a number to prove anything",
                        "gate.floor: too short a number to prove anything")
                .noneMatch(column -> column.startsWith("gate.c"));
    }

    @Test
    void a_customer_number_of_five_digits_is_looked_for_in_the_smallest_whole_numbers() {
        database.execute("update person set phone = '12345' where id = 1", "update gate set floor = 12345");

        ProofReport report = proved("{name: [name], number: phone}");

        assertThat(report.searched().leftOut())
                .extracting(column -> column.substring(column.indexOf('.') + 1))
                .contains("gate.door: too short a number to prove anything")
                .noneMatch(column -> column.startsWith("gate.floor"));
        assertThat(report.hits())
                .extracting(ProofReport.HitCount::column, ProofReport.HitCount::hitClass)
                .contains(tuple("floor", "possible"));
    }

    @Test
    void where_addresses_are_looked_for_a_house_number_is_found_in_the_shortest_column() {
        database.execute("alter table gate drop column called");
        database.execute("update gate set street = 'Bonn, Lindenweg', door = 7");

        ProofReport report = proved("{address: [street, town]}");

        assertThat(report.searched().leftOut())
                .as("no street stands beside a number in a table without texts")
                .noneMatch(column -> column.contains("gate."))
                .anyMatch(column -> column.endsWith("lift.floor: numbers are not looked for"));
        assertThat(report.residuals()).extracting(Residual::column).contains("street");
    }

    @Test
    void short_bytes_are_read_and_what_can_only_be_a_hash_is_named() {
        boolean mariadb = database.product() == TestDatabase.Product.MARIADB;
        database.execute(
                "create table session (id bigint primary key, "
                        + (mariadb ? "hash binary(32), who varbinary(40)" : "hash bit(32), who bytea") + ")",
                "insert into session (id, who) values (1, " + (mariadb ? "" : "convert_to(") + "'for Anna Schmidt'"
                        + (mariadb ? ")" : ", 'UTF8'))"));

        ProofReport report = proved("{name: [name]}");

        assertThat(report.residuals()).extracting(Residual::column).containsExactly("who");
        assertThat(report.searched().leftOut())
                .filteredOn(column -> column.contains("session"))
                .extracting(column -> column.substring(column.indexOf('.') + 1))
                .isEqualTo(mariadb ? List.of("session.hash: bytes that can be no text") : List.of());
    }

    private ProofReport proved(String identifiers) {
        Palimpsest palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read(
                                "people.yaml",
                                MAP.replace("{identifiers}", identifiers).replace("{schema}", database.schema())),
                        Home.at(directory))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        Preview preview = palimpsest.preview(Selection.of(List.of()), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", event -> {});
        return palimpsest.prove(Optional.empty());
    }
}

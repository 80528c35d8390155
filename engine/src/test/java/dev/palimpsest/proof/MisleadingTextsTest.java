package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What looks like a list of names, like a longer name or like somebody's identifier, and is none. */
@Tag("database")
final class MisleadingTextsTest {
    private static final String MAP = """
            palimpsest: 1
            name: club
            jurisdiction: DE
            schema: {schema}
            subject:
              table: person
              key: id
              title: [first_name, last_name]
              inactive-for: P2Y
              identifiers: {name: [first_name, last_name], email: email}
            activity:
              born: {table: person, at: born}
            treatment:
              person: {first_name: {replace: Mitglied}, last_name: {replace: Anonym}, email: {replace: anonymus@anonymus.de}, keep: [born]}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    private Palimpsest palimpsest;

    /** Not the end of one name and the beginning of the next: they are columns. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void a_name_with_a_comma_between_words_of_other_columns_is_found(Product product) {
        open(
                product,
                "insert into person values (1, 'Anna', 'Schmidt', 'anna@mail.example', '2001-01-01'),"
                        + " (2, 'Rosa', 'Klein', 'rosa@mail.example', '2026-11-01')",
                "create table export (id int primary key, course varchar(60), participant varchar(60), room varchar(60))",
                "insert into export values (1, 'Yoga', 'Schmidt, Anna', 'Saal')");
        ProofReport proof = proved(1);
        assertThat(proof.residuals())
                .as("%s", proof.hits())
                .extracting(Residual::table)
                .contains(database.schema() + ".export");
    }

    /** In German every noun has a capital. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void a_name_before_a_hyphenated_noun_is_found(Product product) {
        open(
                product,
                "insert into person values (1, 'Anna', 'Schmidt', 'anna@mail.example', '2001-01-01')",
                "create table note (id int primary key, text varchar(120))",
                "insert into note values (1, 'zur Anna Schmidt-Sache'), (2, 'Anruf Schmidt, Anna Termin abgesagt')");
        ProofReport proof = proved(1);
        assertThat(proof.residuals())
                .as("%s", proof.hits())
                .extracting(Residual::key)
                .contains("1", "2");
    }

    /** A word twice: {@code anonymus@anonymus.de}. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void a_placeholder_with_a_word_twice_is_nobodys(Product product) {
        open(
                product,
                "insert into person values (1, 'Mitglied', 'Anonym', 'anonymus@anonymus.de', '2001-01-01'),"
                        + " (4, 'Anna', 'Schmidt', 'anna@mail.example', '2001-01-01')",
                "create table note (id int primary key, text varchar(120))",
                "insert into note values (20, 'an anonymus@anonymus.de')");
        ProofReport proof = proved(1, 4);
        assertThat(proof.hits()).isEmpty();
        assertThat(proof.green())
                .as("%s %s", proof.findings(), proof.residuals())
                .isTrue();
    }

    private void open(Product product, String... rows) {
        database =
                product.create("create table person (id int primary key, first_name varchar(60), last_name varchar(60),"
                        + " email varchar(80), born date)");
        database.execute(rows);
        palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("club.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    private ProofReport proved(Integer... people) {
        Preview preview = palimpsest.preview(
                Selection.of(List.of(people).stream()
                        .map(id -> new SubjectKey(id.toString()))
                        .toList()),
                refused -> {});
        palimpsest.run(preview, preview.digest(), "test", event -> {});
        return palimpsest.prove(Optional.empty());
    }
}

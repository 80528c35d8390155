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

/** People were anonymised by hand before, with the words that the map writes: these words are nobody's name. */
@Tag("database")
final class PlaceholdersTest {
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
              identifiers: {name: [[first_name, last_name], [bill.payer]], email: email}
            activity:
              born: {table: person, at: born}
            treatment:
              person: {first_name: {replace: Mitglied}, last_name: {replace: Anonym}, email: {replace: weg@club.example}, keep: [born]}
              bill: {payer: {replace: Zahler unbekannt}, keep: [remark]}
              note: {text: {redact: anywhere}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    private Palimpsest palimpsest;

    @ParameterizedTest
    @EnumSource(Product.class)
    void what_the_map_writes_is_nobody_s_identifier(Product product) {
        open(
                product,
                "insert into person values (1, 'Mitglied', 'ANONYM', 'weg@club.example', '2001-01-01'),"
                        + " (2, null, 'Anonym', null, '2001-01-01'), (3, 'Mitglied', 'Anonym 3', null, '2026-11-01'),"
                        + " (4, 'Anna', 'Schmidt', 'anna@mail.example', '2001-01-01')",
                "insert into bill values (10, 1, 'Anonym, Mitglied', 'paid by Mitglied Anonym'), (11, 4, 'Anna Schmidt', null)",
                "insert into note values (20, 'Mitglied Anonym wrote from weg@club.example, Anna Schmidt did not')");

        ProofReport proof = proved(1, 2, 4);

        assertThat(proof.green())
                .as("%s %s", proof.findings(), proof.residuals())
                .isTrue();
        assertThat(database.rows("select text from note"))
                .containsExactly("Mitglied Anonym wrote from weg@club.example, […] did not");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_name_of_which_only_a_part_is_what_the_map_writes_may_be_real(Product product) {
        open(
                product,
                "insert into person values (1, 'Anna', 'Anonym', null, '2001-01-01'),"
                        + " (2, 'Mitglied', 'Schmidt', null, '2001-01-01'), (3, 'Rosa', 'Anonym', null, '2026-11-01')",
                "insert into note values (20, 'Anna Anonym called'), (21, 'Mitglied Schmidt called'), (22, 'Rosa Anonym called')");

        ProofReport proof = proved(1, 2);

        assertThat(proof.green())
                .as("%s %s", proof.findings(), proof.residuals())
                .isTrue();
        assertThat(database.rows("select text from note order by id"))
                .containsExactly("[…] called", "[…] called", "Rosa Anonym called");
    }

    private void open(Product product, String... rows) {
        database = product.create(
                "create table person (id int primary key, first_name varchar(60), last_name varchar(60),"
                        + " email varchar(80), born date)",
                "create table bill (id int primary key, person_id int references person (id), payer varchar(80),"
                        + " remark varchar(80))",
                "create table note (id int primary key, text varchar(120))");
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

package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.ProofReport;
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

/** A database of Latin-1: what it cannot hold is found before anything is written. */
@Tag("database")
final class CharacterSetTest {
    private static final String MAP = """
            palimpsest: 1
            name: old-shop
            jurisdiction: DE
            schema: {schema}
            subject:
              table: person
              key: id
              title: [first_name, last_name]
              inactive-for: P2Y
              identifiers: {name: [first_name, last_name]}
            activity:
              seen: {table: person, at: seen_on}
            treatment:
              person: {first_name: {replace: Gast}, last_name: {replace: gelöscht}, remark: redact, keep: [seen_on]}
              cache: {data: {redact: anywhere}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @ParameterizedTest
    @EnumSource(Product.class)
    void the_mark_falls_back_and_lengths_stay_as_the_application_counts(Product product) {
        open(product);
        Palimpsest palimpsest = attach(MAP);
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});

        palimpsest.run(preview, preview.digest(), "test", event -> {});

        assertThat(database.rows("select remark from person where id = 1")).containsExactly("ruft [...] an");
        assertThat(database.rows("select data from cache order by id"))
                .containsExactly("n|a:1:{s:5:\"größe\";s:26:\"a:1:{s:1:\"n\";s:5:\"[...]\";}\";}", "u|s:5:\"[...]\";");
        ProofReport proof = palimpsest.prove(Optional.empty());
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void check_names_the_column_and_the_character_set(Product product) {
        open(product);
        String map = MAP.replace("replace: Gast", "replace: \"Анонім\"")
                .replace("remark: redact", "remark: {redact: own, mark: \"[вилучено]\"}");
        String characterSet = product == Product.POSTGRESQL ? "LATIN1" : "latin1";

        assertThatThrownBy(() -> attach(map).check())
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        refused -> assertThat(refused.problems()).hasSize(2).allSatisfy(problem -> {
                            assertThat(problem.code()).isEqualTo(ErrorCode.MAP_UNBEARABLE_TREATMENT);
                            assertThat(problem.toString()).contains("character set " + characterSet);
                        }))
                .hasMessageContaining("person.first_name")
                .hasMessageContaining("person.remark");
    }

    private void open(Product product) {
        database = TestDatabase.latin1(
                product,
                "create table person (id int primary key, first_name varchar(40), last_name varchar(40),"
                        + " remark varchar(80), seen_on date)",
                "create table cache (id int primary key, data varchar(200))",
                "insert into person values (1, 'Änne', 'Müller', 'ruft Änne Müller an', '2001-01-01'),"
                        + " (2, 'Rosa', 'Stein', null, '2026-11-01')",
                "insert into cache values"
                        + " (1, 'n|a:1:{s:5:\"größe\";s:33:\"a:1:{s:1:\"n\";s:11:\"Änne Müller\";}\";}'),"
                        + " (2, 'u|s:13:\"Änne Müller\";')");
    }

    private Palimpsest attach(String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("shop.yaml", map.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }
}

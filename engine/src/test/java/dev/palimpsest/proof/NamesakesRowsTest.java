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
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two people of one name, of whom one has gone: in the rows of the one who stays the name may stand, in the rows of the one
 * who has gone it may not, and whose a row is shows only by its reference.
 */
@Tag("database")
final class NamesakesRowsTest {
    private static final String GONE = "00000000-0000-4000-8000-000000000001";
    private static final String STAYS = "00000000-0000-4000-8000-000000000002";

    private static final String MAP = """
            palimpsest: 1
            name: practice
            jurisdiction: DE
            schema: {schema}
            subject:
              table: person
              key: id
              title: name
              inactive-for: P2Y
              identifiers: {name: name, email: email}
            activity:
              born: {table: person, at: born}
            treatment:
              person: {name: {replace: Former}, email: erase, keep: [born]}
              note: {via: "person_id -> person.id", keep: [text]}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, bigint, bigint",
        "POSTGRESQL, bigint, integer",
        "POSTGRESQL, uuid, uuid",
        "POSTGRESQL, char(40), varchar(40)",
        "MARIADB, bigint, bigint",
        "MARIADB, bigint unsigned zerofill, bigint unsigned",
        "MARIADB, bigint unsigned, int(9) unsigned zerofill",
        "MARIADB, varchar(40), char(40)"
    })
    void a_kept_name_is_left_over_in_rows_of_the_one_who_went_only(Product product, String keyType, String linkType) {
        boolean numbers = keyType.contains("int");
        String gone = numbers ? "1" : GONE;
        String stays = numbers ? "2" : STAYS;
        database = product.create(
                "create table person (id " + keyType + " primary key, name varchar(60), email varchar(80), born date)",
                "create table note (id bigint primary key, person_id " + linkType + ", text varchar(80))",
                "insert into person values ('" + gone + "', 'Anna Schmidt', 'anna@one.example', '2001-01-01')",
                "insert into person values ('" + stays + "', 'Anna Schmidt', 'anna@two.example', '2001-01-01')",
                "insert into note values (10, '" + gone + "', 'Anna Schmidt called, anna@two.example')",
                "insert into note values (20, '" + stays + "', 'Anna Schmidt called')",
                "insert into note values (30, null, 'Anna Schmidt called')",
                "insert into note values (40, '" + stays + "', 'anna@one.example wrote')");

        ProofReport report = proved(new SubjectKey(gone));

        assertThat(report.green()).isFalse();
        assertThat(report.residuals())
                .extracting(Residual::table, Residual::column, Residual::key, Residual::what)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(note(), "text", "10", "name"),
                        org.assertj.core.groups.Tuple.tuple(note(), "text", "40", "email"));
        assertThat(report.hits())
                .contains(new ProofReport.HitCount(note(), "text", "name", "possible", 2))
                .contains(new ProofReport.HitCount(note(), "text", "name", "residual", 1));
    }

    private String note() {
        return database.schema() + ".note";
    }

    private ProofReport proved(SubjectKey goes) {
        Palimpsest palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("practice.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        Preview preview = palimpsest.preview(Selection.of(List.of(goes)), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", event -> {});
        return palimpsest.prove(Optional.empty());
    }
}

package dev.palimpsest.run;

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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that name files outside the database are counted before they are treated, and everybody says that the files stay. */
@Tag("database")
final class NamedFilesTest {
    private static final String MAP = """
            palimpsest: 1
            name: academy
            jurisdiction: NL
            schema: {schema}
            subject:
              table: person
              key: id
              title: name
              inactive-for: P2Y
              identifiers: {name: name}
            activity:
              born: {table: person, at: born}
            treatment:
              person: {name: {replace: Former}, keep: [born]}
              document: {title: erase, path: erase}
              scan: delete
              remark: {keep: all}
              invoice: {retain: {class: invoice, starts: issued}, keep: all}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    private Palimpsest palimpsest;

    @ParameterizedTest
    @EnumSource(Product.class)
    void are_counted_by_check_preview_run_and_proof_though_the_rows_no_longer_name_them(Product product) {
        open(product);
        Map<String, Long> expected = Map.of(database.schema() + ".document", 3L, database.schema() + ".scan", 1L);

        assertThat(palimpsest.check().warnings())
                .anyMatch(warning -> warning.startsWith("of the first rows of document 5 name files"))
                .anyMatch(warning -> warning.startsWith("of the first rows of scan 1 name files"));
        // the third person goes nowhere: she is active again when the run comes
        Preview preview =
                palimpsest.preview(Selection.of(List.of(new SubjectKey("1"), new SubjectKey("3"))), refused -> {});
        assertThat(preview.files()).isEqualTo(Map.of("document", 4L, "scan", 1L));
        database.execute("update person set born = '2026-11-01' where id = 3");

        RunResult result = palimpsest.run(preview, preview.digest(), "test", event -> {});

        assertThat(result.files()).isEqualTo(expected);
        ProofReport proof = palimpsest.prove(Optional.empty());
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
        assertThat(proof.files()).isEqualTo(expected);
        assertThat(proof.complete()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, 2019/0000017.pdf, true",
        "MARIADB, 2019/0000017.pdf, true",
        "POSTGRESQL, C:\\scans\\Anna Berg.JPEG, true",
        "MARIADB, C:\\scans\\Anna Berg.JPEG, true",
        "POSTGRESQL, https://files.example/a/b.docx, true",
        "POSTGRESQL, diploma.pdf, true",
        "POSTGRESQL, She sent me the form.pdf, false",
        "MARIADB, She sent me the form.pdf, false",
        "POSTGRESQL, anna@mail.example, false",
        "MARIADB, version 1.2, false",
    })
    void a_name_of_a_file_is_told_from_a_sentence(Product product, String text, boolean file) {
        open(product);
        database.execute(
                "update remark set body = '" + (product == Product.MARIADB ? text.replace("\\", "\\\\") : text) + "'");
        assertThat(palimpsest.check().warnings().stream()
                        .anyMatch(warning -> warning.startsWith("of the first rows of remark 1 name files")))
                .isEqualTo(file);
    }

    private void open(Product product) {
        database = product.create(
                "create table person (id int primary key, name varchar(60), born date)",
                "create table document (id int primary key, person_id int references person (id), title varchar(60),"
                        + " path varchar(200))",
                "create table scan (id int primary key, person_id int references person (id), file varchar(200))",
                "create table remark (id int primary key, person_id int references person (id), body varchar(200))",
                "create table invoice (id int primary key, person_id int references person (id), pdf varchar(60), issued date)",
                "insert into person values (1, 'Anna Berg', '2001-01-01'), (2, 'Rosa Stein', '2026-11-01'),"
                        + " (3, 'Ida Kern', '2001-01-01')",
                "insert into document values (1, 1, 'Diploma', '2019/0000017.pdf'), (2, 1, 'id card.jpg', null),"
                        + " (3, 1, 'none', null), (4, 2, 'Diploma', '2019/0000018.pdf'), (5, 3, 'Diploma', '2019/0000019.pdf'),"
                        + " (6, 1, 'pass.jpg', null)",
                "insert into scan values (1, 1, '/srv/scans/1.tiff')",
                "insert into invoice values (1, 1, '1.pdf', '2025-01-01')",
                "insert into remark values (1, 1, 'likes pdf')");
        palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("academy.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }
}

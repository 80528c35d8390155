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
import dev.palimpsest.run.RunEvent;
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

/** A customer number that stands in a JSON column only is named by a column that the database computes from it. */
@Tag("database")
final class GeneratedIdentifiersTest {
    private static final String MAP = """
            palimpsest: 1
            name: desk
            jurisdiction: DE
            schema: {schema}
            subject:
              table: contact
              key: id
              title: id
              inactive-for: P2Y
              identifiers: {number: customer_number}
            activity:
              seen: {table: contact, at: seen}
            treatment:
              contact: {data: erase, keep: [seen]}
              note: {body: {redact: anywhere}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    private ProofReport proofAfterRun(Product product, String map) {
        boolean postgres = product == Product.POSTGRESQL;
        String number = postgres ? "data ->> 'number'" : "json_unquote(json_extract(data, '$.number'))";
        database = product.create(
                "create table contact (id int primary key, seen date, data " + (postgres ? "jsonb" : "json")
                        + ", customer_number varchar(40) generated always as (" + number + ") stored)",
                "create table note (id int primary key, contact_id int references contact (id), body varchar(80))",
                "create index note_contact on note (contact_id)",
                "insert into contact (id, seen, data) values (1, '2020-01-01', '{\"number\": \"K-4407712\"}'),"
                        + " (2, '2026-11-01', '{\"number\": \"K-4407719\"}')",
                "insert into note values (1, 2, 'Same as K-4407712?'), (2, 2, 'Number K-4407719')");
        Palimpsest palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("desk.yaml", map.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        return palimpsest.prove(Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void what_is_computed_from_a_treated_column_is_struck_elsewhere_and_proved_gone(Product product) {
        ProofReport report = proofAfterRun(product, MAP);

        assertThat(database.rows("select body from note order by id"))
                .containsExactly("Same as […]?", "Number K-4407719");
        assertThat(database.rows("select customer_number from contact order by id"))
                .containsExactly("null", "K-4407719");
        assertThat(report.green()).as("%s", report.residuals()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void what_is_computed_from_a_kept_column_turns_the_proof_red(Product product) {
        ProofReport report =
                proofAfterRun(product, MAP.replace("{data: erase, keep: [seen]}", "{seen: erase, keep: [data]}"));

        assertThat(report.residuals()).extracting(Residual::key).contains("1");
        assertThat(report.green()).isFalse();
    }
}

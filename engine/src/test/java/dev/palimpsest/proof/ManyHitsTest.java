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
import java.nio.file.Files;
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

/**
 * Very many cells in which somebody treated may stand: all of them are listed, and what a proof keeps of them does not grow. Tried by
 * hand with {@code -Dhits=1000000} in 256 MB.
 */
@Tag("database")
@Tag("slow")
final class ManyHitsTest {
    private static final int HITS = Integer.getInteger("hits", 300_000);

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
              identifiers: {name: [first_name, last_name]}
            activity: {seen: {table: person, at: seen_on}}
            treatment:
              person: {first_name: {replace: Former}, last_name: {replace: member}, keep: [seen_on]}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @ParameterizedTest
    @EnumSource(Product.class)
    void all_possible_hits_and_all_residuals_are_listed(Product product) throws Exception {
        database = product.create(
                "create table person (id int primary key, first_name varchar(40), last_name varchar(40), seen_on date)",
                "create table note (id int primary key, body varchar(80))",
                "insert into person values (1, 'Rosa', 'Zielinska', '2001-01-01'), (2, 'Luc', 'Moreaux', '2001-01-01'),"
                        + " (3, 'Rosa', 'Zielinska', '2026-11-01')",
                product == Product.POSTGRESQL
                        ? "insert into note select n, case n % 3 when 0 then 'Rosa Zielinska rang' when 1 then"
                                + " 'Luc Moreaux rang' else 'told Rosa Zielinska and Luc Moreaux' end"
                                + " from generate_series(1, " + HITS + ") n"
                        : "insert into note select seq, case seq % 3 when 0 then 'Rosa Zielinska rang' when 1 then"
                                + " 'Luc Moreaux rang' else 'told Rosa Zielinska and Luc Moreaux' end from seq_1_to_"
                                + HITS);
        Palimpsest palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("club.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        Preview preview =
                palimpsest.preview(Selection.of(List.of(new SubjectKey("1"), new SubjectKey("2"))), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", event -> {});

        ProofReport proof = palimpsest.prove(Optional.empty());

        long of = HITS - HITS / 3L;
        assertThat(proof.residualCount()).isBetween(of - 1, of + 1);
        assertThat(proof.hitsOf("possible")).isBetween(of - 1, of + 1);
        HitList list = proof.hitList();
        assertThat(list).isNotNull();
        assertThat(list.lines()).isEqualTo(proof.residualCount() + proof.hitsOf("possible"));
        try (var files = Files.walk(directory)) {
            Path csv = files.filter(file -> file.toString().endsWith(list.csv()))
                    .findFirst()
                    .orElseThrow();
            try (var lines = Files.lines(csv)) {
                assertThat(lines.count()).isEqualTo(list.lines() + 1);
            }
        }
    }
}

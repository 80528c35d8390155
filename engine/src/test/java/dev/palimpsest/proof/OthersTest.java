package dev.palimpsest.proof;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Staff and artists are no subjects: the map says which columns name them, and what is found there is possible at most. */
@Tag("database")
final class OthersTest {
    private static final String MAP =
            """
            palimpsest: 1
            name: club
            jurisdiction: DE
            schema: {schema}
            subject:
              table: member
              key: id
              title: [first_name, last_name]
              inactive-for: P2Y
              identifiers: {name: [first_name, last_name], email: email}
            activity:
              born: {table: member, at: born}
            treatment:
              member: {first_name: {replace: Former}, last_name: {replace: member}, email: erase, keep: [born]}
              visit: {keep: [trainer]}
              note: {body: {redact: anywhere}}
            others:
              staff: [first_name, last_name, email]
              visit: trainer
              artist: all
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    private void open(Product product) {
        database = product.create(
                "create table member (id bigint primary key, first_name varchar(40), last_name varchar(40),"
                        + " email varchar(80), born date)",
                "create table staff (id bigint primary key, first_name varchar(40), last_name varchar(40), email"
                        + " varchar(80))",
                "create table artist (id bigint primary key, name varchar(80))",
                "create table visit (id bigint primary key, member_id bigint references member (id), trainer"
                        + " varchar(80))",
                "create index visit_member on visit (member_id)",
                "create table note (id bigint primary key, body varchar(200))",
                "insert into member values (1, 'Anna', 'Berg', 'anna@mail.example', '2001-01-01')",
                "insert into staff values (7, 'Anna', 'Berg', 'anna@mail.example')",
                "insert into artist values (8, 'Anna Berg')",
                "insert into visit values (9, 1, 'Anna Berg')",
                "insert into note values (1, 'Anna Berg called')");
    }

    private Palimpsest palimpsest(String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("club.yaml", map.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    private ProofReport proved(String map) {
        Palimpsest palimpsest = palimpsest(map);
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        return palimpsest.prove(Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_hit_in_a_column_that_names_others_is_possible(Product product) {
        open(product);
        ProofReport report = proved(MAP);

        assertThat(database.rows("select body from note")).containsExactly("Anna Berg called");
        assertThat(report.hits())
                .extracting(ProofReport.HitCount::table, ProofReport.HitCount::hitClass)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(database.schema() + ".staff", "possible"),
                        org.assertj.core.groups.Tuple.tuple(database.schema() + ".artist", "possible"),
                        org.assertj.core.groups.Tuple.tuple(database.schema() + ".visit", "possible"),
                        org.assertj.core.groups.Tuple.tuple(database.schema() + ".note", "possible"))
                .extracting(tuple -> tuple.toList().get(1))
                .containsOnly("possible");
        assertThat(report.green()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void without_that_word_it_is_a_residual_until_the_map_is_mended(Product product) {
        open(product);
        ProofReport report = proved(MAP.substring(0, MAP.indexOf("others:")));
        assertThat(report.residuals()).extracting(Residual::key).contains("7", "8", "9");

        palimpsest(MAP).resume(Optional.empty(), RunEvent.Listener.none());
        assertThat(palimpsest(MAP).prove(Optional.empty()).green()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "member: email   | member.email stands under 'others' and among 'subject.identifiers'",
                "note: body      | note.body stands under 'others' and is to be swept",
                "artist: surname | table artist has no column 'surname'",
                "singer: all     | the database has no table 'singer'"
            })
    void a_column_names_the_one_or_the_other(String wrong, String message) {
        open(Product.POSTGRESQL);
        assertThatThrownBy(() -> palimpsest(MAP.replace("artist: all", wrong)).check())
                .hasMessageContaining(message);
    }
}

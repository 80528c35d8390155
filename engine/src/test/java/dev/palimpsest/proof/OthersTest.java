package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.run.RunEvent;
import java.nio.file.Path;
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
    private static final String MAP = Club.MAP + """
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
    private Club club;

    private TestDatabase database;

    private void open(Product product) {
        open(product, MAP);
    }

    private void open(Product product, String map) {
        club = Club.open(
                product,
                directory,
                map,
                "create table staff (id bigint primary key, first_name varchar(40), last_name varchar(40), email varchar(80))",
                "create table artist (id bigint primary key, name varchar(80))",
                "create table visit (id bigint primary key, member_id bigint references member (id), trainer"
                        + " varchar(80))",
                "create index visit_member on visit (member_id)",
                "create table note (id bigint primary key, body varchar(200))",
                "update member set first_name = 'Anna', last_name = 'Berg', email = 'anna@mail.example' where id = 1",
                "insert into staff values (7, 'Anna', 'Berg', 'anna@mail.example')",
                "insert into artist values (8, 'Anna Berg')",
                "insert into visit values (9, 1, 'Anna Berg')",
                "insert into note values (1, 'Anna Berg called')");
        database = club.database();
    }

    private Palimpsest palimpsest(String map) {
        return club.palimpsest(map);
    }

    private ProofReport proved() {
        return club.run().prove(Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_hit_in_a_column_that_names_others_is_possible(Product product) {
        open(product);
        ProofReport report = proved();

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
        open(product, MAP.substring(0, MAP.indexOf("others:")));
        ProofReport report = proved();
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

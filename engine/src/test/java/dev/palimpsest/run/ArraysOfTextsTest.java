package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.proof.ProofReport;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of texts, as PostgreSQL keeps them in one column: each text is struck by itself, all else stays as it was written. */
@Tag("database")
final class ArraysOfTextsTest {
    private static final String MAP = Post.MAP + """
              person: {first_name: {replace: Guest}, last_name: {replace: gone}, email: erase, tags: redact, keep: [seen_on]}
              card: {names: {redact: anywhere}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private Post post;

    private TestDatabase database;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{Rose Summer came}|{\"[…] came\"}",
                "{\"Rose Summer\",\"Nora Bishop\",blue}|{[…],\"Nora Bishop\",blue}",
                "{rose.s@mail.example,NULL,\"NULL\",\"\"}|{[…],NULL,\"NULL\",\"\"}",
                "{{\"a, b\",\"Rose Summer\"},{\"c \\\"d\\\" \\\\ {e}\",NULL}}|"
                        + "{{\"a, b\",[…]},{\"c \\\"d\\\" \\\\ {e}\",NULL}}",
                "[0:1]={\"Rose Summer\",x}|[0:1]={[…],x}",
                "[-1:0][2:2]={{x},{\"with Rose Summer\"}}|[-1:0][2:2]={{x},{\"with […]\"}}",
                "{\"said \\\"Rose Summer\\\", twice\"}|{\"said \\\"[…]\\\", twice\"}",
                "{\"{\\\"who\\\": \\\"Rose Summer\\\", \\\"n\\\": 1}\"}|{\"{\\\"who\\\": \\\"[…]\\\", \\\"n\\\": 1}\"}",
                "{\"s:11:\\\"Rose Summer\\\";\"}|{\"s:5:\\\"[…]\\\";\"}",
                "{Rose,Summer}|{[…],[…]}",
                "{}|{}",
            })
    void a_person_is_struck_in_each_text_of_a_list(String before, String after) {
        open("create table card (id int primary key, names text[])");
        database.execute("insert into card values (1, '" + before + "'), (2, '{\"Nora Bishop\"}'), (3, null)");

        ProofReport proof = run(MAP);

        assertThat(database.rows("select cast(names as text) from card order by id"))
                .containsExactly(after, "{\"Nora Bishop\"}", "null");
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
    }

    @Test
    void the_own_list_of_a_person_is_redacted() {
        open("create table card (id int primary key, names text[])");
        database.execute(
                "update person set tags = '{\"Rose Summer, tall\",\"call 0171 5550917\",NULL,\"a\\\\b\"}' where id = 1",
                "update person set tags = '{\"call 0171 5550917\"}' where id = 2");

        ProofReport proof = run(MAP);

        assertThat(database.rows("select cast(tags as text) from person order by id"))
                .containsExactly("{\"[…], tall\",\"call […]\",NULL,\"a\\\\b\"}", "{\"call 0171 5550917\"}");
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "varchar(13)[]|{Rose Summer:x}|[taken out]|{\"[taken out]:x\"}",
                "varchar(13)[]|{Rose Summer:x}|[taken right out]|{*:x}",
                "varchar(13)[][]|{{Rose Summer:x},{\"a b\"}}|[taken right out]|{{*:x},{\"a b\"}}",
                "char(12)[]|{Rose Summer}|[out]|{\"[out]       \"}",
                "text[]|{Rose Summer:x}|[taken out]|{\"[taken out]:x\"}",
            })
    void the_mark_gives_way_where_a_text_of_the_list_would_grow_too_long(
            String type, String before, String mark, String after) {
        open("create table card (id int primary key, names " + type + ")");
        database.execute("insert into card values (1, '" + before + "')");

        run(MAP.replace("names: {redact: anywhere}", "names: {redact: anywhere, mark: \"" + mark + "\"}"));

        assertThat(database.rows("select cast(names as text) from card")).containsExactly(after);
    }

    @Test
    void a_list_beside_a_name_in_two_columns_is_struck_with_it() {
        open("create table card (first_name text, last_name text, names text[], id int primary key)");
        database.execute("insert into card values ('Rose', 'Summer', '{\"with \\\"Rose Summer\\\"\",\"a, b\"}', 1)");

        ProofReport proof = run(MAP.replace(
                "{names: {redact: anywhere}}",
                "{names: {redact: anywhere}, first_name: {redact: anywhere}, last_name: {redact: anywhere}}"));

        assertThat(database.rows("select concat(first_name, last_name, cast(names as text)) from card"))
                .containsExactly("[…][…]{\"with \\\"[…]\\\"\",\"a, b\"}");
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"int[]", "bytea[]", "jsonb[]"})
    void lists_of_anything_else_are_refused(String type) {
        open("create table card (id int primary key, names " + type + ")");

        assertThatThrownBy(() -> post.palimpsest(MAP).check())
                .hasMessageContaining("card.names is of type " + type.replace("int[]", "integer[]"));
    }

    private void open(String card) {
        post = Post.open(
                Product.POSTGRESQL,
                directory,
                "create table person (id int primary key, first_name text, last_name text, email text, tags text[],"
                        + " seen_on date)",
                "insert into person values (1, 'Rose', 'Summer', 'rose.s@mail.example', null, '2001-01-01'),"
                        + " (2, 'Nora', 'Bishop', 'nb@mail.example', null, '2026-11-01')",
                card);
        database = post.database();
    }

    private ProofReport run(String map) {
        return post.run(map, 1).prove(Optional.empty());
    }
}

package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A preview foresees as many strokes as a sweep makes, also in lists, keys and texts that may not be there twice; another sweep makes none. */
@Tag("database")
final class ForeseenStrokesTest {
    private static final String MAP = Post.MAP + """
              person: {first_name: {replace: Guest}, last_name: {replace: gone}, email: redact, keep: [seen_on]}
              no_mail: {email: {redact: anywhere}, remark: {redact: anywhere}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private Post post;

    private TestDatabase database;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POSTGRESQL|varchar(60) primary key|rose@mail.example",
                "MARIADB|varchar(60) primary key|rose@mail.example",
                "POSTGRESQL|varchar(60) unique|=?UTF-8?Q?Rose_Summer?= <rose@mail.example>",
                "MARIADB|varchar(60) unique|=?UTF-8?Q?An_Rose_Summer?= <rose@mail.example>",
                "POSTGRESQL|text[] unique|{\"=?UTF-8?Q?An_Rose_Summer?= <rose@mail.example>\",\"a \\\"b\\\"\"}",
                "POSTGRESQL|text[]|{Rose,Summer,rose@mail.example}",
            })
    void as_many_as_are_foreseen(Product product, String type, String text) {
        post = Post.open(
                product,
                directory,
                "create table person (id int primary key, first_name varchar(40), last_name varchar(40),"
                        + " email varchar(60) not null unique, seen_on date)",
                "insert into person values (1, 'Rose', 'Summer', 'rose@mail.example', '2001-01-01'),"
                        + " (3, 'Nora', 'Bishop', 'nora@mail.example', '2026-11-01')",
                "create table no_mail (email " + type + ", remark varchar(80))",
                "insert into no_mail values ('" + text + "', 'told Rose Summer')");
        database = post.database();
        Palimpsest palimpsest = post.palimpsest(MAP);
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        long foreseen = palimpsest.mentions(preview.keys(), 0).cells();

        RunResult result = palimpsest.run(preview, preview.digest(), "test", event -> {});

        assertThat(result.done()).isOne();
        assertThat(result.swept().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(foreseen)
                .isEqualTo(2);
        List<String> swept = database.rows("select email, remark from no_mail");
        List<String> own = database.rows("select email from person order by id");
        assertThat(swept.toString()).doesNotContainIgnoringCase("rose").doesNotContainIgnoringCase("summer");
        palimpsest.resume(Optional.empty(), event -> {});
        assertThat(database.rows("select email, remark from no_mail")).isEqualTo(swept);
        assertThat(database.rows("select email from person order by id")).isEqualTo(own);
        assertThat(palimpsest.prove(Optional.empty()).findings()).isEmpty();
    }
}

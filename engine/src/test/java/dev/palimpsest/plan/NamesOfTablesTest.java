package dev.palimpsest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.run.RunEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A business may call its tables what it likes, also what a statement calls something else inside. */
@Tag("database")
final class NamesOfTablesTest {
    private static final String MAP = """
            palimpsest: 1
            name: people
            jurisdiction: DE
            schema: {schema}
            subject: {table: {subject}, key: id, title: [name], inactive-for: P1Y, identifiers: {name: [name]}}
            activity:
              message: {table: {message}, at: day}
            blockers:
              open: {table: {message}, where: "{message}.body = 'open'", message: "Open."}
            treatment:
              {subject}: {name: {replace: Nobody}, keep: [code]}
              {talk}: {keep: all}
              {message}: {body: redact, keep: [day]}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, s, u1, t1", "POSTGRESQL, k, t1, t0", "POSTGRESQL, t1, s, u1", "POSTGRESQL, e, k, s",
        "MARIADB, s, u1, t1", "MARIADB, k, t1, t0", "MARIADB, t1, s, u1", "MARIADB, e, k, s"
    })
    void tables_may_bear_any_name(Product product, String subject, String talk, String message) {
        database = product.create(
                "create table " + subject
                        + " (id bigint primary key, code varchar(10) not null unique, name varchar(40) not null)",
                "create table " + talk + " (id bigint primary key, code varchar(10) not null references " + subject
                        + " (code))",
                "create index talk_code on " + talk + " (code)",
                "create table " + message + " (id bigint primary key, talk_id bigint not null references " + talk
                        + " (id), day date not null, body varchar(80))",
                "create index message_talk on " + message + " (talk_id, day)",
                "insert into " + subject + " values (1, 'a', 'Rose Summer'), (2, 'b', 'Ida Berg'), (3, 'c', 'Tom Ash')",
                "insert into " + talk + " values (11, 'a'), (12, 'b'), (13, 'c')",
                "insert into " + message + " values (21, 11, '2020-01-01', 'Rose Summer called'),"
                        + " (22, 12, '2026-11-01', 'Ida Berg called'), (23, 13, '2020-01-01', 'open')");
        Palimpsest palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read(
                                "people.yaml",
                                MAP.replace("{schema}", database.schema())
                                        .replace("{subject}", subject)
                                        .replace("{talk}", talk)
                                        .replace("{message}", message)),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        assertThat(database.rows("select name from " + subject + " order by id"))
                .containsExactly("Nobody", "Ida Berg", "Tom Ash");
        assertThat(database.rows("select body from " + message + " order by id"))
                .containsExactly("[…] called", "Ida Berg called", "open");
        assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
    }
}

package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.run.RunEvent;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Applications keep texts in columns of bytes: letters, sessions, settings. The proof reads them. */
@Tag("database")
final class WordsInBytesTest {
    private static final String MAP = """
            palimpsest: 1
            name: desk
            jurisdiction: DE
            time-zone: Europe/Berlin
            subject:
              table: caller
              key: id
              title: [name]
              inactive-for: P2Y
              identifiers: {name: name, email: email}
            activity:
              call: {table: phone_call, at: at}
            treatment:
              caller: {name: {replace: Former}, email: erase}
              phone_call: {keep: all, letter: %s}
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POSTGRESQL | UTF-8        | Zoë Groß fragt noch einmal nach.              | name",
                "POSTGRESQL | windows-1252 | Zoë Groß fragt noch einmal nach.              | name",
                "POSTGRESQL | UTF-8        | a:1:{s:4:\"mail\";s:15:\"zoe@example.test\";} | email",
                "MARIADB    | UTF-8        | Zoë Groß fragt noch einmal nach.              | name",
                "MARIADB    | windows-1252 | Zoë Groß fragt noch einmal nach.              | name",
                "MARIADB    | UTF-8        | \0\0User\0\0\3mail\0zoe@example.test\0\0      | email"
            })
    void a_leftover_in_bytes_turns_the_proof_red(
            TestDatabase.Product product, Charset charset, String text, String kind) throws Exception {
        try (TestDatabase database = desk(product)) {
            write(database, "insert into cache_entry values (7, ?)", text.getBytes(charset));
            Palimpsest palimpsest = anonymised(database, "erase");

            ProofReport proof = palimpsest.prove(Optional.empty());

            assertThat(proof.green()).isFalse();
            assertThat(proof.residuals())
                    .extracting(Residual::column, Residual::key, Residual::what)
                    .containsExactly(tuple("body", "7", kind));
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytes_that_are_kept_are_found_and_erased_ones_are_gone(TestDatabase.Product product) throws Exception {
        byte[] letter = "Mit freundlichen Grüßen\nZoë Groß".getBytes(StandardCharsets.UTF_8);
        try (TestDatabase database = desk(product)) {
            write(database, "update phone_call set letter = ? where id = 1", letter);
            assertThat(anonymised(database, "keep").prove(Optional.empty()).residuals())
                    .extracting(Residual::column)
                    .containsExactly("letter");
        }
        try (TestDatabase database = desk(product)) {
            write(database, "update phone_call set letter = ? where id = 1", letter);
            assertThat(anonymised(database, "erase").prove(Optional.empty()).findings())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_key_of_text_or_bytes_is_not_shown(TestDatabase.Product product) throws Exception {
        try (TestDatabase database = desk(product)) {
            database.execute(
                    "create table newsletter (email varchar(80) primary key)",
                    "insert into newsletter values ('zoe@example.test')",
                    product == TestDatabase.Product.MARIADB
                            ? "create table opened (who varbinary(80) primary key)"
                            : "create table opened (who bytea primary key)",
                    "insert into opened values ('zoe@example.test')");
            ProofReport proof = anonymised(database, "erase").prove(Optional.empty());

            assertThat(proof.residuals()).extracting(Residual::column).containsExactly("email", "who");
            assertThat(proof.residuals()).allMatch(residual -> !residual.key().contains("example"));
        }
    }

    private static TestDatabase desk(TestDatabase.Product product) {
        String bytes = product == TestDatabase.Product.MARIADB ? "mediumblob" : "bytea";
        return product.create(
                "create table caller (id int primary key, name varchar(80) not null, email varchar(80))",
                "create table phone_call (id int primary key, caller_id int not null, at date not null, letter " + bytes
                        + ", foreign key (caller_id) references caller (id))",
                "create table cache_entry (id int primary key, body " + bytes + ")",
                "insert into caller values (1, 'Zoë Groß', 'zoe@example.test'), (2, 'Bert Brandt', 'bert@example.test')",
                "insert into phone_call values (1, 1, '2020-01-01', null), (2, 2, '2026-11-01', null)");
    }

    private static void write(TestDatabase database, String sql, byte[] bytes) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, bytes);
            statement.executeUpdate();
        }
    }

    private Palimpsest anonymised(TestDatabase database, String letter) throws IOException {
        Palimpsest palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("desk.yaml", MAP.formatted(letter)),
                        Home.at(Files.createTempDirectory(directory, "home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T11:00:00Z"), ZoneOffset.UTC));
        Preview preview = palimpsest.preview(Selection.eligible(), subject -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        return palimpsest;
    }
}

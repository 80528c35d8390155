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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A mail header that fills its column: what is left of it is encoded anew, and still fits. */
@Tag("database")
final class FullHeadersTest {
    private static final String MAP = """
            palimpsest: 1
            name: post
            jurisdiction: DE
            schema: {schema}
            subject:
              table: person
              key: id
              title: [first_name, last_name]
              inactive-for: P2Y
              identifiers: {name: [first_name, last_name]}
            activity:
              seen: {table: person, at: seen_on}
            treatment:
              person: {first_name: {replace: Guest}, last_name: {replace: gone}, subject: redact, keep: [seen_on]}
              note: {subject: {redact: anywhere}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POSTGRESQL | =?UTF-8?Q?(1.2.2026,_10:30):_Rose_Summer;_Herr_M=C3=BCller,_B.A.?= |"
                        + " =?UTF-8?Q?(1.2.2026,_10:30):_*;_Herr_M=C3=BCller,_B.A.?=",
                "MARIADB | =?UTF-8?Q?(1.2.2026,_10:30):_Rose_Summer;_Herr_M=C3=BCller,_B.A.?= |"
                        + " =?UTF-8?Q?(1.2.2026,_10:30):_*;_Herr_M=C3=BCller,_B.A.?=",
                "POSTGRESQL | =?UTF-8?Q?Eine_sehr_lange_Zeile_aus_einem_Programm,_das_keine_Grenze_kennt_Rose_Summer?= |"
                        + " =?UTF-8?Q?Eine_sehr_lange_Zeile_aus_einem_Programm,_das_keine_Grenze_kennt_*?=",
            })
    void it_is_redacted(Product product, String text, String struck) {
        run(product, text);

        assertThat(database.rows("select subject from person where id = 1")).containsExactly(struck);
    }

    /** In base64, as the first word is, what is left takes more room than the column has. */
    @ParameterizedTest
    @EnumSource
    void what_has_no_room_is_left_as_it_is_and_not_cut(Product product) {
        String text = "=?UTF-8?B?Ww==?= =?UTF-8?Q?An_alle_im_Haus_und_auch_an_Rose_Summer,_wie_besprochen?=";
        run(product, "seen", "create table note (id int primary key, subject varchar(" + text.length() + "))");
        database.execute("insert into note values (1, '" + text + "')");

        attach().resume(Optional.empty(), event -> {});

        assertThat(database.rows("select subject from note")).containsExactly(text);
        assertThat(attach().prove(Optional.empty()).green()).isFalse();
    }

    @Test
    void nor_is_it_cut_in_a_domain_of_such_texts() {
        String text = "=?UTF-8?B?Ww==?= =?UTF-8?Q?An_alle_im_Haus_und_auch_an_Rose_Summer,_wie_besprochen?=";
        run(
                Product.POSTGRESQL,
                "seen",
                "create domain heading as varchar(" + text.length() + ")",
                "create table note (id int primary key, subject heading)");
        database.execute("insert into note values (1, '" + text + "')");

        attach().resume(Optional.empty(), event -> {});

        assertThat(database.rows("select subject from note")).containsExactly(text);
    }

    private void run(Product product, String text, String... more) {
        database = product.create(
                "create table person (id int primary key, first_name varchar(40), last_name varchar(40), subject varchar("
                        + text.length() + "), seen_on date)",
                "insert into person values (1, 'Rose', 'Summer', '" + text + "', '2001-01-01')",
                "insert into person values (2, 'Nora', 'Bishop', null, '2026-11-01')");
        database.execute(
                more.length == 0 ? new String[] {"create table note (id int primary key, subject text)"} : more);
        Palimpsest palimpsest = attach();
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        assertThat(palimpsest
                        .run(preview, preview.digest(), "test", event -> {})
                        .done())
                .isOne();
    }

    private Palimpsest attach() {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read(
                                "post.yaml",
                                MAP.replace("{schema}", database.schema())
                                        .replace(
                                                "subject: redact",
                                                "subject: {redact: own, mark: \"[taken out of here]\"}")),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }
}

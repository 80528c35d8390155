package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import java.nio.file.Path;
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
    private static final String MAP = Post.MAP.replace(", email: email", "") + """
              person: {first_name: {replace: Guest}, last_name: {replace: gone}, subject: {redact: own, mark: "[taken out of here]"}, keep: [seen_on]}
              note: {subject: {redact: anywhere}}
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

        post.palimpsest(MAP).resume(Optional.empty(), event -> {});

        assertThat(database.rows("select subject from note")).containsExactly(text);
        assertThat(post.palimpsest(MAP).prove(Optional.empty()).green()).isFalse();
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

        post.palimpsest(MAP).resume(Optional.empty(), event -> {});

        assertThat(database.rows("select subject from note")).containsExactly(text);
    }

    private void run(Product product, String text, String... more) {
        post = Post.open(
                product,
                directory,
                "create table person (id int primary key, first_name varchar(40), last_name varchar(40), subject varchar("
                        + text.length() + "), seen_on date)",
                "insert into person values (1, 'Rose', 'Summer', '" + text + "', '2001-01-01')",
                "insert into person values (2, 'Nora', 'Bishop', null, '2026-11-01')");
        database = post.database();
        database.execute(
                more.length == 0 ? new String[] {"create table note (id int primary key, subject text)"} : more);
        post.run(MAP, 1);
    }
}

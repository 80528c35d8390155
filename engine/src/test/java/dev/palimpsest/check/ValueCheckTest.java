package dev.palimpsest.check;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
final class ValueCheckTest {
    private static final String MAP = """
            palimpsest: 1
            name: shop
            jurisdiction: DE
            schema: public
            subject:
              table: person
              key: id
              title: [id]
              inactive-for: P1Y
              identifiers: {email: email}
              archive: {set: {status: GONE}}
            activity:
              seen: {table: person, at: seen_on}
            treatment:
              person: {email: erase, mood: {replace: neutral}, zip: {replace: "00000"}, keep: [seen_on]}
            """;

    @AutoClose
    private final TestDatabase database = TestDatabase.create("""
            create type mood as enum ('neutral', 'happy');
            create type status as enum ('ACTIVE', 'GONE');
            create domain zip as text check (value ~ '^[0-9]{5}$');
            create table person (id int primary key, email text, mood mood, zip zip, status status, seen_on date)
            """);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"{replace: sad}", "{replace: \"x\"}", "{set: {status: LOST}}"})
    void finds_a_text_that_an_enum_or_domain_refuses_before_any_run(String wrong) {
        String map = switch (wrong) {
            case "{replace: sad}" -> MAP.replace("{replace: neutral}", wrong);
            case "{set: {status: LOST}}" -> MAP.replace("{set: {status: GONE}}", wrong);
            default -> MAP.replace("{replace: \"00000\"}", wrong);
        };
        attached(MAP).check();

        assertThatThrownBy(() -> attached(map).check())
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        refused -> org.assertj.core.api.Assertions.assertThat(refused.code())
                                .isEqualTo(ErrorCode.MAP_UNBEARABLE_TREATMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: {replace: \"Анонім\"}",
                "plain: {redact: own, mark: \"[\u2026]!\"}",
                "mood: {replace: sulking}",
                "seen_at: {replace: \"2150-01-01 00:00:00\"}",
                "seen_at: {replace: \"2026-03-29 02:30:00\"}",
                "born_on: {replace: \"2026-02-30\"}",
                "place: {replace: \"\"}",
                "address: {replace: nowhere}",
            })
    void finds_what_characters_words_and_ranges_of_mariadb_do_not_hold(String wrong) {
        try (TestDatabase mariadb = TestDatabase.mariadb("""
                create table person (id int primary key, email varchar(80), seen_on date);
                create table thing (id int primary key, person_id int, name varchar(40) character set latin1,
                  plain varchar(40) character set ascii, mood enum('neutral', 'happy'), seen_at timestamp null, born_on date,
                  place point, address inet6, foreign key (person_id) references person (id))
                """)) {
            String map = MAP.replace("schema: public", "time-zone: Europe/Berlin\nschema: " + mariadb.schema())
                            .replace("      archive: {set: {status: GONE}}\n", "")
                            .replace("  archive: {set: {status: GONE}}\n", "")
                            .replace(", mood: {replace: neutral}, zip: {replace: \"00000\"}", "")
                    + "  thing: {TREATED, keep: all}\n";
            String fitting = "name: {replace: \"Gast é\"}, plain: redact, mood: {replace: happy},"
                    + " seen_at: {replace: \"2026-03-29 03:30:00\"}, address: {replace: \"::1\"}";
            check(mariadb, map.replace("TREATED", fitting));

            assertThatThrownBy(() -> check(mariadb, map.replace("TREATED", wrong)))
                    .isInstanceOfSatisfying(
                            PalimpsestException.class,
                            refused -> org.assertj.core.api.Assertions.assertThat(refused.code())
                                    .isEqualTo(ErrorCode.MAP_UNBEARABLE_TREATMENT))
                    .hasMessageContaining("shop.yaml:16:");
        }
    }

    private void check(TestDatabase mariadb, String map) {
        Palimpsest.attach(
                        mariadb.dataSource(),
                        PrivacyMapReader.read("shop.yaml", map),
                        Home.at(directory.resolve("home")))
                .check();
    }

    private Palimpsest attached(String map) {
        return Palimpsest.attach(
                database.dataSource(), PrivacyMapReader.read("shop.yaml", map), Home.at(directory.resolve("home")));
    }
}

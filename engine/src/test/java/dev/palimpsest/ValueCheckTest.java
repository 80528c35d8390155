package dev.palimpsest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private Palimpsest attached(String map) {
        return Palimpsest.attach(
                database.dataSource(), PrivacyMapReader.read("shop.yaml", map), Home.at(directory.resolve("home")));
    }
}

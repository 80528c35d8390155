package dev.palimpsest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
final class UnknownKeysTest {
    private static final String MAP = """
            palimpsest: 1
            name: m
            jurisdiction: DE
            subject: {table: member, key: id, title: name, inactive-for: P1Y, identifiers: {name: name}}
            activity: {visit: {table: visit, at: day}}
            treatment: {member: {name: erase}, visit: {day: keep}}
            """;

    @TempDir
    private Path directory;

    /** Also of types of which nobody can tell by the look what belongs to them. */
    @Test
    void the_one_that_the_database_does_not_take_is_found_among_many() {
        try (TestDatabase database = Product.POSTGRESQL.create(
                "create table member (id uuid primary key, name varchar(60))",
                "create table visit (id bigint primary key, member_id uuid references member (id), day date)")) {
            database.execute("insert into member values ('" + UUID.randomUUID() + "', 'Anna')");
            Palimpsest palimpsest = Palimpsest.attach(
                    database.dataSource(),
                    PrivacyMapReader.read(
                            "m.yaml", MAP.replace("name: m\n", "name: m\nschema: " + database.schema() + "\n")),
                    Home.at(directory.resolve("home")));
            List<SubjectKey> keys = new ArrayList<>();
            for (int i = 0; i < 7_000; i++) {
                keys.add(new SubjectKey(
                        i == 6_101 ? "Quastenflosser" : UUID.randomUUID().toString()));
            }

            PalimpsestException refused =
                    catchThrowableOfType(PalimpsestException.class, () -> palimpsest.unknown(keys));

            assertThat(refused.code()).isEqualTo(ErrorCode.BAD_ARGUMENT);
            assertThat(refused)
                    .hasMessageContaining("number 6102 of the keys named")
                    .hasMessageNotContaining("Quastenflosser");
        }
    }
}

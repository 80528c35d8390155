package dev.palimpsest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the database that a map is attached to has to say about the map's conditions. */
@Tag("database")
final class ConditionsTest {
    private static final String MAP = """
            palimpsest: 1
            name: shop
            jurisdiction: DE
            time-zone: Europe/Berlin
            schema: SCHEMA
            subject:
              table: person
              key: id
              title: [id]
              inactive-for: P1Y
              identifiers: {email: email}
            activity:
              seen: {table: person, at: seen_on}
            blockers:
              contract: {table: contract, where: "ends_on >= :today", message: "A contract runs."}
            treatment:
              person: {email: erase, keep: [seen_on]}
              contract: {keep: [ends_on, label, starts_at]}
              note: {body: erase, where: "1 = 1"}
            """;

    private final Map<Product, TestDatabase> databases = new EnumMap<>(Product.class);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        databases.values().forEach(TestDatabase::close);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "MARIADB ¦ 1=0 #> () or (1=1 #> ) ¦ begins a comment",
                "MARIADB ¦ label || 'x' = 'ab' ¦ joins texts or means 'or'",
                "MARIADB ¦ \"label\" = 'x' ¦ double quotes",
                "POSTGRESQL ¦ `label` = 'x' ¦ backticks",
            })
    void every_verb_refuses_what_this_database_would_read_otherwise(Product product, String condition, String finding) {
        String note = MAP.replace("\"1 = 1\"", "'" + condition.replace("'", "''") + "'");
        for (Consumer<Palimpsest> verb :
                List.<Consumer<Palimpsest>>of(Palimpsest::check, attached -> attached.survey(each -> {}))) {
            assertThatExceptionOfType(PalimpsestException.class)
                    .isThrownBy(() -> verb.accept(attached(product, note)))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MAP_BAD_PREDICATE))
                    .withMessageContaining("note")
                    .withMessageContaining(finding)
                    .withMessageContaining("shop.yaml:19:30");
        }
    }

    private Palimpsest attached(Product product, String map) {
        TestDatabase database = databases.computeIfAbsent(product, one -> one.create(one.say("""
                create table person (id int primary key, email varchar(80), seen_on date);
                create table contract (id int primary key, person_id int references person (id), ends_on date,
                  starts_at {instant}, label varchar(20));
                create table note (id int primary key, person_id int references person (id), body varchar(80));
                insert into person values (1, 'a@example.org', '2020-01-01'), (2, 'b@example.org', '2020-01-01')
                """)));
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("shop.yaml", map.replace("SCHEMA", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));
    }
}

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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ends_on >= 'today'",
                "ends_on >= ('now')::date",
                "ends_on = any ('{yesterday,2026-01-01}')",
                "daterange '[today,)' @> ends_on",
                "starts_at > 'Tomorrow 10:00'",
                "ends_on in ('2026-01-01', ' TODAY ')",
                "coalesce(ends_on, $$today$$) > :today",
            })
    void a_word_that_stands_for_a_moment_is_refused(String condition) {
        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(
                        () -> attached(Product.POSTGRESQL, blocker(condition)).check())
                .satisfies(refused -> assertThat(refused.code()).isIn(ErrorCode.MAP_BAD_PREDICATE))
                .withMessageContaining("the database's clock")
                .withMessageContaining("Use :today");
    }

    @ParameterizedTest
    @EnumSource
    void the_same_word_may_be_a_word_of_the_business(Product product) {
        attached(product, blocker("label = 'today' or label in ('now', 'for tomorrow')"))
                .check();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "POSTGRESQL ¦ nextval(''bill'') > 0 ¦ calls nextval()",
                "POSTGRESQL ¦ pg_sleep(1) is null ¦ calls pg_sleep()",
                "POSTGRESQL ¦ pg_catalog.\"pg_sleep\"(1) is null ¦ calls pg_sleep()",
                "POSTGRESQL ¦ set_config(''a.b'', ''c'', false) = ''c'' ¦ calls set_config()",
                "POSTGRESQL ¦ random() > 0.5 ¦ calls random()",
                "POSTGRESQL ¦ lo_get(1) is null ¦ calls lo_get()",
                "POSTGRESQL ¦ pg_read_file(''/etc/passwd'') is null ¦ calls pg_read_file()",
                "POSTGRESQL ¦ writes(id) > 0 ¦ calls writes(), which is declared VOLATILE",
                "MARIADB ¦ sleep (1) = 0 ¦ calls sleep()",
                "MARIADB ¦ `sleep`(1) = 0 ¦ calls sleep()",
                "MARIADB ¦ BENCHMARK(1, 1) = 0 ¦ calls benchmark()",
                "MARIADB ¦ load_file(''/etc/passwd'') is null ¦ calls load_file()",
                "MARIADB ¦ get_lock(''a'', 1) = 1 ¦ calls get_lock()",
                "MARIADB ¦ next value for bill > 1 ¦ asks a sequence",
                "MARIADB ¦ writes(id) > 0 ¦ calls writes(), which is not declared to read only",
            })
    void every_verb_refuses_functions_that_may_do_more_than_read(Product product, String condition, String finding) {
        Palimpsest attached = attached(product, blocker(condition));
        for (Consumer<Palimpsest> verb : List.<Consumer<Palimpsest>>of(Palimpsest::check, p -> p.survey(each -> {}))) {
            assertThatExceptionOfType(PalimpsestException.class)
                    .isThrownBy(() -> verb.accept(attached))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MAP_BAD_PREDICATE))
                    .withMessageContaining(finding);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_function_that_is_declared_to_read_only_may_be_called(Product product) {
        attached(product, blocker("looks(id) > 0 and lower(label) = concat('a', 'b') and (exists (select 1))"))
                .check();
    }

    private static String blocker(String condition) {
        return MAP.replace("ends_on >= :today", condition.replace("\"", "\\\""));
    }

    private Palimpsest attached(Product product, String map) {
        TestDatabase database = databases.computeIfAbsent(
                product, one -> one.create(one.say("""
                create table person (id int primary key, email varchar(80), seen_on date);
                create table contract (id int primary key, person_id int references person (id), ends_on date,
                  starts_at {instant}, label varchar(20));
                create table note (id int primary key, person_id int references person (id), body varchar(80));
                FUNCTIONS
                insert into person values (1, 'a@example.org', '2020-01-01'), (2, 'b@example.org', '2020-01-01')
                """.replace("FUNCTIONS", functions(one)))));
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("shop.yaml", map.replace("SCHEMA", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));
    }

    private static String functions(Product product) {
        return switch (product) {
            case POSTGRESQL -> """
                    create sequence bill;
                    create function writes(int) returns int language sql as 'select 1';
                    create function looks(int) returns int language sql stable as 'select 1';
                    """;
            case MARIADB -> """
                    create sequence bill;
                    create function writes(i int) returns int return 1;
                    create function looks(i int) returns int reads sql data return 1;
                    """;
        };
    }
}

package dev.palimpsest.ledger;

import static dev.palimpsest.ClubFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.check.CheckResult;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.TableName;
import dev.palimpsest.home.Home;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Own tables of every shape that ever stood, with a run half done in them. */
@Tag("database")
final class MigrationsTest {
    /** The scripts as they were, by the commit that brought them. The first three knew PostgreSQL only. */
    private static final List<String> SHAPES = List.of(
            "01-8228e52",
            "02-b3c999d",
            "03-7659861",
            "04-0b53b1a",
            "05-509bd14",
            "06-6f253fb",
            "07-115c861",
            "08-bdcd89b",
            "09-e624cdf",
            "10-49b66b6",
            "11-ce4495e",
            "12-identity",
            "13-version-2",
            "14-version-3",
            "15-version-4",
            "16-version-5");

    private static final String OLDEST_OF_BOTH = "04-0b53b1a";

    @TempDir
    private Path directory;

    static Stream<Arguments> shapes() {
        return Stream.of(Product.values())
                .flatMap(product -> SHAPES.stream()
                        .filter(shape -> product == Product.POSTGRESQL || shape.compareTo(OLDEST_OF_BOTH) >= 0)
                        .map(shape -> Arguments.of(product, shape)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void a_run_half_done_goes_on_and_is_proved(Product product, String shape) {
        try (ClubFixture club = halfDone(product)) {
            takeBackTo(club, shape);
            Palimpsest palimpsest = club.attach(directory);

            CheckResult check = palimpsest.check();
            assertThat(check.ownTables().isOld()).isTrue();
            assertThat(check.ownTables().statements()).isNotEmpty();

            RunResult result = palimpsest.resume(Optional.empty(), RunEvent.Listener.none());

            assertThat(result.done()).isEqualTo(2);
            assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
            assertThat(palimpsest.check().ownTables()).isEqualTo(new OwnVersion(OwnVersion.current(), List.of()));
            assertThat(palimpsest.check().isReady()).isTrue();
            try (ClubFixture fresh = ClubFixture.create(product)) {
                fresh.attach(directory).selections().save("any", Selection.eligible(), false, "test");
                assertThat(definitions(club)).isEqualTo(definitions(fresh));
            }
        }
    }

    /** What an administrator runs comes to the same. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void the_statements_for_an_administrator_do_it_too(Product product) {
        try (ClubFixture club = halfDone(product)) {
            takeBackTo(club, OLDEST_OF_BOTH);
            Palimpsest palimpsest = club.attach(directory);

            List<String> statements = palimpsest.check().ownTables().statements();
            assertThat(statements).allSatisfy(statement -> assertThat(statement).hasLineCount(1));
            statements.forEach(club::sql);

            assertThat(palimpsest.check().ownTables().found()).isEqualTo(OwnVersion.current());
            assertThat(palimpsest
                            .resume(Optional.empty(), RunEvent.Listener.none())
                            .done())
                    .isEqualTo(2);
        }
    }

    /** A survey that took the old receipts for none would offer treated people again. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void a_survey_brings_them_up_and_knows_who_was_treated(Product product) {
        try (ClubFixture club = halfDone(product)) {
            takeBackTo(club, OLDEST_OF_BOTH);

            assertThat(ClubFixture.survey(club.attach(directory))
                            .get(1L)
                            .verdict()
                            .word())
                    .isEqualTo("anonymised");
        }
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void tables_of_a_later_programme_are_left_alone(Product product) {
        try (ClubFixture club = halfDone(product)) {
            club.sql("insert into palimpsest_version values (99, 'x', '2030-01-01 00:00:00')");
            Palimpsest palimpsest = club.attach(directory);
            String before = club.checksum();

            List.<Runnable>of(
                            palimpsest::check,
                            () -> palimpsest.survey(each -> {}),
                            () -> palimpsest.resume(Optional.empty(), RunEvent.Listener.none()))
                    .forEach(verb -> {
                        PalimpsestException refused = catchThrowableOfType(PalimpsestException.class, verb::run);
                        assertThat(refused.code()).isEqualTo(ErrorCode.OWN_TABLES_NEWER);
                    });
            assertThat(club.checksum()).isEqualTo(before);
        }
    }

    @Test
    void who_may_not_alter_them_is_given_the_statements_and_changes_nothing() {
        try (ClubFixture club = halfDone(Product.POSTGRESQL)) {
            takeBackTo(club, OLDEST_OF_BOTH);
            String user = "guest_of_" + club.database().name();
            club.sql(
                    "create role " + user + " login password 'x'; grant all on all tables in schema public to " + user);
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(club.database().url());
            source.setUser(user);
            source.setPassword("x");
            String before = club.checksum();
            try {
                PalimpsestException refused = catchThrowableOfType(
                        PalimpsestException.class,
                        () -> club.attach(source, directory, ClubFixture.map()).survey(each -> {}));

                assertThat(refused.code()).isEqualTo(ErrorCode.OWN_TABLES_OLD);
                assertThat(refused.problems().getFirst().statements())
                        .as("to be copied, one a line")
                        .isNotEmpty()
                        .allSatisfy(
                                statement -> assertThat(statement).endsWith(";").doesNotContain("\\n"))
                        .anyMatch(statement -> statement.startsWith("alter table "));
                assertThat(refused).hasMessageContaining("palimpsest_version");
                assertThat(club.checksum()).isEqualTo(before);
            } finally {
                club.sql("drop owned by " + user, "drop role " + user);
            }
        }
    }

    /** Two people, of whom the first was treated when the process was stopped. */
    private ClubFixture halfDone(Product product) {
        ClubFixture club =
                ClubFixture.create(product).member(1, "Anna", "Brandt").member(2, "Bert", "Claasen");
        Palimpsest palimpsest = club.attach(directory).with(RunSettings.STANDARD.withChunkSize(1));
        Preview preview = palimpsest.preview(Selection.of(keys(1, 2)), skipped -> {});
        Throwable stopped = catchThrowable(() -> palimpsest.run(preview, preview.digest(), "test", event -> {
            if (club.database().tables().stream().anyMatch(table -> table.contains("palimpsest_receipt"))
                    && club.database().count("select count(*) from palimpsest_receipt") == 1) {
                throw new IllegalStateException("stopped here");
            }
        }));
        assertThat(stopped).isNotNull();
        assertThat(club.database().count("select count(*) from palimpsest_receipt"))
                .isEqualTo(1);
        return club;
    }

    /** The tables as an earlier script made them, with the rows that they could hold; the key where it lay then. */
    private void takeBackTo(ClubFixture club, String shape) {
        if (shape.compareTo("12-identity") < 0) {
            String run =
                    club.database().rows("select run_id from palimpsest_run").getFirst();
            byte[] key = club.home(directory).key(run).orElseThrow();
            club.home(directory).forgetKey(run);
            Home.at(directory.resolve("home")).keepKey(run, key);
        }
        List<String> own = ownTables(club);
        own.forEach(table -> club.sql("create table keep_" + table + " as select * from " + table));
        own.reversed().forEach(table -> club.sql("drop table " + table));
        try (Session session = session(club)) {
            OwnTables tables = new OwnTables(new TableName(club.database().schema(), "member"));
            Migrations.split(tables.say(script(shape), session)).forEach(club::sql);
        } catch (SQLException broken) {
            throw new AssertionError(broken);
        }
        for (String table : ownTables(club)) {
            String columns = String.join(
                    ", ",
                    club.database()
                            .rows("select column_name from information_schema.columns where table_schema = '"
                                    + club.database().schema() + "' and table_name = '" + table
                                    + "' and is_generated = 'NEVER'"));
            club.sql("insert into " + table + " (" + columns + ") select " + columns + " from keep_" + table);
        }
        own.forEach(table -> club.sql("drop table keep_" + table));
        if (shape.contains("-version-")) {
            club.sql("update palimpsest_version set version = " + shape.substring(shape.lastIndexOf('-') + 1));
        }
    }

    /** The table of runs, to which the others refer, comes first. */
    private static List<String> ownTables(ClubFixture club) {
        return club.database()
                .rows("select table_name from information_schema.tables where table_schema = '"
                        + club.database().schema()
                        + "' and table_name like 'palimpsest%' order by case when table_name = 'palimpsest_run' then 0"
                        + " else 1 end, table_name");
    }

    /** Columns and keys, whatever their order and names. */
    private static List<String> definitions(ClubFixture club) {
        String schema = "'" + club.database().schema() + "'";
        List<String> definitions = new ArrayList<>(club.database()
                .rows(
                        "select table_name, column_name, data_type, character_maximum_length, is_nullable, column_default,"
                                + " is_generated, generation_expression from information_schema.columns where table_schema = "
                                + schema + " and table_name like 'palimpsest%' order by 1, 2"));
        definitions.addAll(club.database()
                .rows(
                        switch (club.database().product()) {
                            case POSTGRESQL ->
                                "select tablename, regexp_replace(indexdef, 'INDEX .* ON', 'INDEX ON') as d from pg_indexes"
                                        + " where tablename like 'palimpsest%' order by 1, 2";
                            case MARIADB ->
                                "select table_name, non_unique, seq_in_index, column_name from information_schema.statistics"
                                        + " where table_schema = " + schema
                                        + " and table_name like 'palimpsest%' order by 1, 2, 3, 4";
                        }));
        return definitions;
    }

    private static Session session(ClubFixture club) throws SQLException {
        Connection connection = club.database().connection();
        return new Session(connection, Dialects.of(connection));
    }

    private static String script(String shape) {
        try (InputStream in = MigrationsTest.class.getResourceAsStream("history/" + shape + ".sql")) {
            return new String(Objects.requireNonNull(in, shape).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After a run of many people the planner knows how many receipts there are, so that later statements take the right way. */
@Tag("database")
final class OwnTablesAnalysedTest {
    private static final String MAP = """
            palimpsest: 1
            name: club
            jurisdiction: DE
            schema: {schema}
            subject: {table: person, key: id, title: name, inactive-for: P2Y, identifiers: {name: [name]}}
            activity: {seen: {table: person, at: seen_on}}
            treatment:
              person: {name: {replace: Former}, keep: [seen_on]}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @ParameterizedTest
    @EnumSource(Product.class)
    void the_planner_knows_the_receipts_of_a_run_of_a_hundred_people_and_not_of_fewer(Product product) {
        database = product.create("create table person (id int primary key, name varchar(80), seen_on date)");
        database.execute("insert into person values "
                + String.join(
                        ", ",
                        IntStream.rangeClosed(1, 200)
                                .mapToObj(id -> "(" + id + ", 'Rosa Zielinska" + "abcdefghij".charAt(id % 10)
                                        + (char) ('k' + id / 20) + "', '2001-01-01')")
                                .toList()));
        run(1, 1);
        if (product == Product.MARIADB) {
            // else the server looks by itself, some time later
            database.execute(
                    "alter table palimpsest_receipt stats_persistent = 1, stats_auto_recalc = 0",
                    "analyze table palimpsest_receipt");
        }
        String before = known();

        run(2, 100);
        assertThat(known()).isEqualTo(before);

        run(101, 200);
        assertThat(known()).isEqualTo("200");
    }

    private String known() {
        return database.rows(
                        database.product() == Product.POSTGRESQL
                                ? "select reltuples from pg_class where relname = 'palimpsest_receipt'"
                                : "select n_rows from mysql.innodb_table_stats where table_name = 'palimpsest_receipt'"
                                        + " and database_name = database()")
                .getFirst();
    }

    private void run(int from, int to) {
        Palimpsest palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("club.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        List<SubjectKey> keys = IntStream.rangeClosed(from, to)
                .mapToObj(id -> new SubjectKey(String.valueOf(id)))
                .toList();
        Preview preview = palimpsest.preview(Selection.of(keys), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", event -> {});
    }
}

package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.chunk.RunSettings;
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
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How many rows a chunk reads to tell who refers to an address, in a database that believes its tables to be small. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class HoldersReadTest {
    private static final int PEOPLE = 20_000;
    private static final int TREATED = 80;
    private static final int CHUNKS = 4;

    private static final String SCHEMA = """
            create table address (id int primary key, street varchar(80) not null);
            create table parent (id int primary key, name varchar(80) not null,
                address_id int references address (id));
            create table pupil (id int primary key, name varchar(80) not null, address_id int references address (id),
                parent_id int references parent (id), created_at date not null);
            create table lesson (id int primary key, pupil_id int not null references pupil (id), on_day date not null);
            create index parent_address on parent (address_id);
            create index pupil_address on pupil (address_id);
            create index pupil_parent on pupil (parent_id);
            create index lesson_pupil on lesson (pupil_id);
            """;

    private static final String MAP = """
            palimpsest: 1
            name: school
            jurisdiction: DE
            schema: {schema}
            subject:
              table: pupil
              key: id
              title: name
              born-into-system: created_at
              inactive-for: P2Y
              identifiers: {name: name}
            activity:
              lesson: {table: lesson, at: on_day}
            treatment:
              pupil: {name: {replace: Former}, keep: [created_at]}
              lesson: {keep: all}
              parent: {via: "id -> pupil.parent_id", name: {replace: former}, keep: [address_id]}
              address: {via: "id -> pupil.address_id", street: {replace: gone}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private final TestDatabase database;

    HoldersReadTest(Product product) {
        database = product.create(SCHEMA);
    }

    @Test
    void who_refers_to_a_row_is_looked_up_for_that_row() {
        if (database.product() == Product.POSTGRESQL) {
            List.of("address", "parent", "pupil")
                    .forEach(table -> database.execute("alter table " + table + " set (autovacuum_enabled = off)"));
        }
        fill(1, 10);
        String analyse = "analyze " + (database.product() == Product.MARIADB ? "table " : "");
        List.of("address", "parent", "pupil").forEach(table -> database.execute(analyse + table));
        fill(11, PEOPLE);
        Palimpsest palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("school.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC))
                .with(RunSettings.STANDARD.withChunkSize(TREATED / CHUNKS));
        Preview preview = palimpsest.preview(
                Selection.of(LongStream.rangeClosed(1, TREATED)
                        .mapToObj(i -> new SubjectKey(Long.toString(i * (PEOPLE / TREATED))))
                        .toList()),
                skipped -> {});
        long before = read();

        assertThat(palimpsest
                        .run(preview, preview.digest(), "test", RunEvent.Listener.none())
                        .done())
                .isEqualTo(TREATED);

        assertThat(database.count("select count(*) from address where street = 'gone'"))
                .isEqualTo(TREATED);
        // PostgreSQL goes through each of the two tables once a chunk to change them
        assertThat(read() - before).isLessThan((2L * CHUNKS + 3) * PEOPLE);
    }

    private void fill(int from, int to) {
        String numbers = database.product() == Product.POSTGRESQL
                ? "generate_series(" + from + ", " + to + ") n"
                : "(select seq n from seq_" + from + "_to_" + to + ") numbers";
        database.execute(
                "insert into address select n, 'Ulmenweg' from " + numbers,
                "insert into parent select n, 'Berta Meier', n from " + numbers,
                "insert into pupil select n, 'Anna Meier', n, n, '2015-01-01' from " + numbers);
    }

    private long read() {
        if (database.product() == Product.MARIADB) {
            return database.count("select sum(variable_value) from information_schema.global_status"
                    + " where variable_name in ('HANDLER_READ_NEXT', 'HANDLER_READ_PREV', 'HANDLER_READ_RND_NEXT',"
                    + " 'HANDLER_READ_KEY')");
        }
        while (database.count("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid()")
                > 0) {
            Thread.onSpinWait();
        }
        return database.count("select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables where"
                + " relname in ('address', 'parent', 'pupil')");
    }
}

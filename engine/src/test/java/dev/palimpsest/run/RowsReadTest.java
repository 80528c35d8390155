package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.SurveyResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many rows the verbs read, as the database itself counts them. The planner has seen the tables only while they held a few rows
 * of one person; the people of the run are spread over all keys, so that a join along the keys would read everything.
 */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class RowsReadTest {
    private static final int PEOPLE = 8_000;
    private static final int ROWS_EACH = 10;
    private static final int EVERY = 50;
    private static final int TREATED = PEOPLE / EVERY;
    /** Rows of each table that the run has to see. */
    private static final int NEEDED = TREATED * ROWS_EACH;

    private static final long ALL_ROWS = 4L * PEOPLE * ROWS_EACH;
    private static final long MOST_TIMES = 4;

    /** How many statements of a chunk need the rows of a table: to lock, judge, measure, treat and count them. */
    private static final Map<String, Integer> TIMES =
            Map.of("person", 6, "visit", 6, "note", 8, "payment", 5, "letter", 3);

    private static final String BUSINESS = "relname not like 'palimpsest%' and relname <> 'person'";

    private static final String PEOPLES = "relname = 'person'";

    private static final String TABLES = """
            create table person (id bigint primary key, name varchar(60) not null, email varchar(80), phone varchar(40));
            create table visit (id bigint primary key, person_id bigint not null, day date not null, fee numeric(9,2),
                remark varchar(80), foreign key (person_id) references person (id));
            create index visit_person on visit (person_id);
            create table note (id bigint primary key, person_id bigint not null, day date not null, text varchar(80));
            create index note_person on note (person_id);
            create table letter (id bigint primary key, person_id bigint not null, body varchar(80),
                foreign key (person_id) references person (id));
            create index letter_person on letter (person_id);
            """;

    private static final String PARTITIONED = """
            create table payment (id bigint, person_id bigint not null references person (id), day date not null,
                amount numeric(9,2), text varchar(80), primary key (id, day)) partition by range (day);
            create table payment_2020 partition of payment for values from ('2020-01-01') to ('2021-01-01');
            create table payment_2021 partition of payment for values from ('2021-01-01') to ('2023-01-01');
            create index payment_person on payment (person_id)
            """;

    private static final String WHOLE = """
            create table payment (id bigint primary key, person_id bigint not null, day date not null, amount numeric(9,2),
                text varchar(80), foreign key (person_id) references person (id));
            create index payment_person on payment (person_id)
            """;

    private static final String MAP = """
            palimpsest: 1
            name: practice
            jurisdiction: DE
            schema: {schema}
            subject:
              table: person
              key: id
              title: name
              inactive-for: P2Y
              identifiers: {name: name, email: email, phone: phone}
            activity:
              visit: {table: visit, at: day}
              note: {table: note, at: day}
            blockers:
              debt: {table: payment, where: "amount < 0", message: x}
            treatment:
              person: {name: {replace: Former}, email: erase, phone: erase}
              visit: {remark: redact, keep: [day, fee]}
              note: {via: "person_id -> person.id", text: erase, keep: [day]}
              payment: {text: erase, keep: [day, amount]}
              letter: delete
            """;

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @Test
    void no_table_is_read_beyond_the_rows_of_the_people_treated() {
        Palimpsest palimpsest = practice();
        Preview preview = palimpsest.preview(Selection.of(people(1)), skipped -> {});
        long before = read(BUSINESS);
        Map<String, Long> looked = lookedUpInEach();
        long people = read(PEOPLES);

        RunResult result = palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        assertThat(result.done()).isEqualTo(TREATED);
        // a single statement that joined along the keys would have read one of the tables as a whole
        assertThat(read(BUSINESS) - before).isBetween(4L * NEEDED, (long) PEOPLE * ROWS_EACH - 1);
        if (product == Product.POSTGRESQL) {
            assertThat(read(PEOPLES) - people).as("person").isLessThanOrEqualTo(8L * TREATED);
        }
        // each is locked and counted, judged, measured and changed
        assertThat(lookedUpInEach())
                .allSatisfy((table, rows) -> assertThat(rows - looked.getOrDefault(table, 0L))
                        .as(table)
                        .isLessThanOrEqualTo(8L * NEEDED));
    }

    /** MariaDB counts the rows of each table by itself when it is asked to. */
    @Test
    void a_chunk_on_mariadb_reads_of_each_table_what_it_needs() {
        assumeThat(product).isEqualTo(Product.MARIADB);
        Palimpsest palimpsest = practice();
        Preview preview = palimpsest.preview(Selection.of(people(1)), skipped -> {});
        database.execute("set global userstat = 1");
        try {
            database.execute("flush table_statistics");

            RunResult result = palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

            assertThat(result.done()).isEqualTo(TREATED);
            Map<String, Long> read = database
                    .rows("select table_name, rows_read from information_schema.table_statistics where table_schema = '"
                            + database.schema() + "' and table_name not like 'palimpsest%'")
                    .stream()
                    .map(row -> row.split("\\|"))
                    .collect(Collectors.toMap(row -> row[0], row -> Long.valueOf(row[1])));
            assertThat(read.keySet()).isEqualTo(TIMES.keySet());
            assertThat(read).allSatisfy((table, rows) -> {
                long needed = TIMES.get(table) * (table.equals("person") ? TREATED : NEEDED);
                assertThat(rows).as(table).isBetween(needed / 2, 2 * needed);
            });
        } finally {
            database.execute("set global userstat = 0");
        }
    }

    /**
     * What remains of a run is looked up, not what other runs have left. Where the server has analysed the own tables in between,
     * which it does when it likes, it reads half as many rows more, since small tables are then read as a whole.
     */
    @Test
    void a_second_run_reads_as_few_rows_as_the_first() {
        Palimpsest palimpsest = practice();

        long first = readBy(palimpsest, people(1));
        long second = readBy(palimpsest, people(2));

        assertThat(second).isLessThan(first * 2);
    }

    /** The database believes that everything fits one page; a join that went through it once for everybody would never end. */
    @Test
    void a_survey_of_everybody_reads_every_row_a_few_times_at_most() {
        Palimpsest palimpsest = practice();
        long before = read(BUSINESS);

        SurveyResult counted = palimpsest.surveyCounts(Inactivity.OF_THE_MAP, quiet -> {});
        long counting = read(BUSINESS) - before;
        SurveyResult listed = palimpsest.survey(each -> {});
        long listing = read(BUSINESS) - before - counting;

        assertThat(counted.eligible()).isEqualTo(listed.eligible()).isEqualTo(PEOPLE);
        assertThat(counting).isBetween((long) PEOPLE, MOST_TIMES * ALL_ROWS);
        assertThat(listing).isBetween((long) PEOPLE, MOST_TIMES * ALL_ROWS);
    }

    /** Only who shares an identifier is looked for among everybody. */
    @Test
    void a_preview_reads_the_rows_of_the_people_asked_for() {
        Palimpsest palimpsest = practice();
        long before = read(BUSINESS);

        Preview preview = palimpsest.preview(Selection.of(people(1)), skipped -> {});

        assertThat(preview.keys()).hasSize(TREATED);
        assertThat(read(BUSINESS) - before).isBetween((long) NEEDED, 8L * NEEDED + MOST_TIMES * PEOPLE);
    }

    private long readBy(Palimpsest palimpsest, List<SubjectKey> people) {
        Preview preview = palimpsest.preview(Selection.of(people), skipped -> {});
        long before = read("true");
        assertThat(palimpsest
                        .run(preview, preview.digest(), "test", RunEvent.Listener.none())
                        .done())
                .isEqualTo(TREATED);
        return read("true") - before;
    }

    /** Large tables, of which the database believes that they are small. */
    private Palimpsest practice() {
        database = product.create(TABLES, product == Product.POSTGRESQL ? PARTITIONED : WHOLE);
        if (product == Product.POSTGRESQL) {
            List.of("person", "visit", "note", "payment_2020", "payment_2021", "letter")
                    .forEach(table -> database.execute("alter table " + table + " set (autovacuum_enabled = off)"));
        }
        fill(1, 10, "1");
        String analyse = "analyze " + (product == Product.MARIADB ? "table " : "");
        List.of("person", "visit", "note", "payment", "letter").forEach(table -> database.execute(analyse + table));
        fill(11, PEOPLE * ROWS_EACH, "(n - 1) / " + ROWS_EACH + " + 1");
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("practice.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC))
                .with(RunSettings.STANDARD.withChunkSize(TREATED / 4));
    }

    private static List<SubjectKey> people(int first) {
        return LongStream.range(0, TREATED)
                .mapToObj(i -> new SubjectKey(Long.toString(i * EVERY + first)))
                .toList();
    }

    /** Rows with these numbers, each of the person that the expression gives. */
    private void fill(int from, int to, String person) {
        String numbers = product == Product.POSTGRESQL
                ? "generate_series(" + from + ", " + to + ") n"
                : "(select seq n from seq_" + from + "_to_" + to + ") numbers";
        String whole = product == Product.POSTGRESQL ? person : person.replace("/", "div");
        String day = product == Product.POSTGRESQL
                ? "date '2020-01-01' + n % 900"
                : "date '2020-01-01' + interval n % 900 day";
        String people =
                "insert into person select distinct " + whole + ", concat('Anna Meier', " + whole + "), concat('a', "
                        + whole + ", '@mail.example'), null from " + numbers + " where " + whole
                        + " not in (select id from person)";
        database.execute(
                people,
                "insert into visit select n, " + whole + ", " + day + ", 9.5, 'came with Anna' from " + numbers,
                "insert into note select n, " + whole + ", " + day + ", 'Anna called' from " + numbers,
                "insert into payment select n, " + whole + ", " + day + ", 9.5, 'Anna' from " + numbers,
                "insert into letter select n, " + whole + ", 'Dear Anna' from " + numbers);
    }

    /** Rows of each table that were found by an index so far; MariaDB does not tell it. */
    private Map<String, Long> lookedUpInEach() {
        return product == Product.MARIADB
                ? Map.of()
                : database
                        .rows("select relname, coalesce(idx_tup_fetch, 0) from pg_stat_user_tables where " + BUSINESS)
                        .stream()
                        .map(row -> row.split("\\|"))
                        .collect(Collectors.toMap(row -> row[0], row -> Long.valueOf(row[1])));
    }

    private long read(String tables) {
        return database.rowsRead(tables);
    }
}

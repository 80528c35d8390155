package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Verdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred people with ten rows each in tables to which no index leads, or that have no primary key. A chunk may read such a
 * table, but not once for each of its people: MariaDB, left alone, compares every row with every key.
 */
@Tag("database")
final class TablesWithoutIndexTest {
    private static final int PEOPLE = 200;
    private static final int ROWS = PEOPLE * 10;
    private static final int TABLES = 3;

    /** A run with its preview goes through a table that often, and no more. */
    private static final int READINGS = 40;

    private static final String SCHEMA = """
            create table reader (id int primary key, name varchar(80) not null, seen_on date not null);
            create table history (id int auto_increment primary key, reader int not null, what varchar(80),
                at date not null default '2019-01-01') stats_persistent = 1 stats_auto_recalc = 0;
            create table trail (id int auto_increment primary key, reader int not null, what varchar(80)) stats_persistent = 1 stats_auto_recalc = 0;
            create table statistic (reader int not null, what varchar(80), key (reader)) stats_persistent = 1 stats_auto_recalc = 0;
            insert into reader select seq, concat('Rosa Zielinska', char(97 + seq div 20 using utf8mb4), char(97 + seq mod 20 using utf8mb4)), '2020-02-02'
                from seq_1_to_200;
            insert into history (reader, what) select 1 + seq mod 200, 'spoke with Rosa' from seq_1_to_2000;
            insert into trail (reader, what) select 1 + seq mod 200, 'left' from seq_1_to_2000;
            insert into statistic (reader, what) select 1 + seq mod 200, concat('spoke with Rosa ', seq) from seq_1_to_2000;
            """;

    private static final String MAP = """
            palimpsest: 1
            name: library
            jurisdiction: DE
            subject: {table: reader, key: id, title: name, inactive-for: P2Y, identifiers: {name: [name]}}
            activity: {seen: {table: reader, at: seen_on}, spoken: {table: history, at: at, via: reader}}
            blockers: {owes: {table: trail, where: "what = 'owes'", via: reader, message: Owes.}}
            treatment:
              reader: {name: {replace: Former}, keep: [seen_on]}
              history: {via: reader, what: redact, keep: [at]}
              trail: {via: reader, delete: rows}
              statistic: {via: reader, what: redact}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private final TestDatabase database = TestDatabase.mariadb(SCHEMA);

    @Test
    void a_chunk_reads_a_table_without_an_index_as_a_whole_and_not_for_each_person() {
        Palimpsest palimpsest = palimpsest();
        long before = rowsRead();

        RunResult result = ClubFixture.run(palimpsest);

        assertThat(rowsRead() - before).isLessThan((long) READINGS * TABLES * ROWS);
        assertThat(result.failures()).isEmpty();
        assertThat(result.done()).isEqualTo(PEOPLE);
        assertThat(database.rows("select count(*) from trail")).containsExactly("0");
        assertThat(database.rows("select distinct what from history")).containsExactly("spoke with […]");
        assertThat(database.rows("select distinct regexp_replace(what, '[0-9]+', '1') from statistic"))
                .containsExactly("spoke with […] 1");
    }

    @Test
    void a_survey_reads_what_tells_of_activity_and_blockers_as_a_whole_and_not_for_each_person() {
        database.execute(
                "update history set at = '2026-11-01' where id = 1 + 7",
                "update trail set what = 'owes' where id = 1 + 9");
        Palimpsest palimpsest = palimpsest();
        long before = rowsRead();

        Map<Long, Assessment> survey = ClubFixture.survey(palimpsest);

        assertThat(rowsRead() - before).isLessThan((long) READINGS / 4 * TABLES * ROWS);
        Map<Verdict, Long> verdicts =
                survey.values().stream().collect(Collectors.groupingBy(Assessment::verdict, Collectors.counting()));
        assertThat(verdicts)
                .containsOnly(
                        Map.entry(Verdict.ACTIVE, 1L),
                        Map.entry(Verdict.BLOCKED, 1L),
                        Map.entry(Verdict.ELIGIBLE, PEOPLE - 2L));
    }

    private Palimpsest palimpsest() {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("library.yaml", MAP),
                        Home.at(directory.resolve("home")))
                .with(ClubFixture.noonOf(ClubFixture.TODAY));
    }

    private long rowsRead() {
        return Long.parseLong(database.rows("select variable_value from information_schema.global_status"
                        + " where variable_name = 'Rows_read'")
                .getFirst());
    }
}

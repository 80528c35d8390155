package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that were counted while they were locked are not counted again, unless there may be others or fewer by then. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class CountedUnderLocksTest {
    private static final int PEOPLE = 3;

    private final TestDatabase.Product product;

    @AutoClose
    private TestDatabase database;

    @TempDir
    private Path directory;

    private final List<String> statements = new ArrayList<>();

    CountedUnderLocksTest(TestDatabase.Product product) {
        this.product = product;
        database = product.create();
    }

    private void people() {
        database.execute(
                "create table person (id bigint primary key, name varchar(40), seen date)",
                "create table note (id bigint primary key, person_id bigint not null references person (id), text varchar(40))",
                "create table slip (id bigint primary key, person_id bigint not null references person (id), text varchar(40))",
                "create table memo (id bigint primary key, person_id bigint not null references person (id),"
                        + " name varchar(40), amount decimal(10, 2))",
                "create index note_person on note (person_id)",
                "create index slip_person on slip (person_id)",
                "create index memo_person on memo (person_id)");
        for (int id = 1; id <= PEOPLE; id++) {
            database.execute(
                    "insert into person values (" + id + ", 'Rose Summer " + id + "', '2020-01-01')",
                    "insert into note values (" + id + ", " + id + ", 'Rose Summer')",
                    "insert into slip values (" + id + ", " + id + ", 'Rose Summer')",
                    "insert into memo values (" + id + ", " + id + ", 'Rose Summer', 12.50)");
        }
    }

    private Palimpsest palimpsest() {
        String map = """
                palimpsest: 1
                name: people
                jurisdiction: DE
                schema: %s
                subject:
                  table: person
                  key: id
                  title: [name]
                  inactive-for: P1Y
                  identifiers: {name: [name]}
                activity:
                  seen: {table: person, at: seen}
                blockers:
                  none: {table: person, where: "seen is null", message: "Never seen."}
                treatment:
                  person: {name: {replace: Nobody}, keep: [seen]}
                  note: {via: "person_id -> person.id", delete: rows}
                  slip: {via: "person_id -> person.id", delete: rows}
                  memo: {via: "person_id -> person.id", name: erase, keep: [amount]}
                """.formatted(database.schema());
        return Palimpsest.attach(
                        new Watched(database.dataSource(), statements::add),
                        PrivacyMapReader.read("people.yaml", map),
                        Home.at(directory))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    private RunResult run(String... meanwhile) {
        Palimpsest palimpsest = palimpsest();
        Preview preview = palimpsest.preview(new Selection(List.of(), List.of(), false, 100), refused -> {});
        assertThat(preview.keys()).hasSize(PEOPLE);
        database.execute(meanwhile);
        statements.clear();
        return palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
    }

    private long counts(String table) {
        return statements.stream()
                .filter(sql -> sql.startsWith("select count(*) from") && sql.contains(table + "_person"))
                .count();
    }

    private List<String> left() {
        return database.rows("select concat('note ', id) from note union all select concat('slip ', id) from slip"
                + " union all select concat('memo ', id) from memo where name is not null");
    }

    /** As the trigger of a careful owner, who keeps what it does in one place. */
    private void tidyingWhenOneGoes(String from, String other) {
        String tidy = "delete from " + other + " where person_id = ";
        if (product == TestDatabase.Product.POSTGRESQL) {
            database.execute(
                    "create function tidy(gone bigint) returns void language sql as $$ " + tidy + "gone $$",
                    "create function gone() returns trigger language plpgsql as"
                            + " $$ begin perform tidy(old.person_id); return null; end $$",
                    "create trigger gone after delete on " + from + " for each row execute function gone()");
        } else {
            database.execute(
                    "create procedure tidy(gone bigint) " + tidy + "gone",
                    "create trigger gone after delete on " + from + " for each row call tidy(old.person_id)");
        }
    }

    @Test
    void nobody_counts_what_the_locks_have_counted() {
        people();

        RunResult result = run();

        assertThat(result.done()).isEqualTo(PEOPLE);
        assertThat(left()).isEmpty();
        assertThat(counts("note") + counts("slip") + counts("memo")).isZero();
    }

    @Test
    void one_who_is_back_takes_no_part_in_the_count_of_the_others() {
        people();

        RunResult result = run("update person set seen = '2026-11-20' where id = 2");

        assertThat(result.done()).isEqualTo(PEOPLE - 1);
        assertThat(left()).containsExactlyInAnyOrder("note 2", "slip 2", "memo 2");
    }

    @Test
    void rows_that_a_trigger_has_taken_away_are_not_missed() {
        people();
        tidyingWhenOneGoes("note", "slip");

        assertThat(run().done()).isEqualTo(PEOPLE);

        assertThat(left()).isEmpty();
    }

    @Test
    void nor_are_they_where_the_other_table_is_treated_first() {
        people();
        tidyingWhenOneGoes("slip", "note");

        assertThat(run().done()).isEqualTo(PEOPLE);

        assertThat(left()).isEmpty();
    }
}

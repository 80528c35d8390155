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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the law keeps every row of a chunk, nothing is done to the table; one row whose time is over is enough to treat it. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class KeptWholeTest {
    private static final String KEPT = "'2024-05-01'";
    private static final String OVER = "'2001-05-01'";

    private final TestDatabase.Product product;

    @AutoClose
    private TestDatabase database;

    @TempDir
    private Path directory;

    private final List<String> statements = new ArrayList<>();

    KeptWholeTest(TestDatabase.Product product) {
        this.product = product;
        database = product.create();
    }

    /** @param link behind the column of the bill that leads to the person */
    private void people(String link) {
        database.execute(
                "create table person (id bigint primary key, name varchar(40), seen date)",
                "create table bill (id bigint primary key, person_id bigint not null" + link
                        + ", name varchar(40), amount decimal(10, 2), issued date)",
                "create index bill_person on bill (person_id)");
        for (int id = 1; id <= 3; id++) {
            database.execute("insert into person values (" + id + ", 'Rose Summer " + id + "', '2020-01-01')");
        }
    }

    private void bill(int id, int person, String issued) {
        database.execute("insert into bill (id, person_id, name, amount, issued) values (" + id + ", " + person
                + ", 'Rose Summer', 12.50, " + issued + ")");
    }

    private void run(Runnable beforeKeptRecords) {
        run("", beforeKeptRecords);
    }

    /** @param where more of what the map says of bills */
    private void run(String where, Runnable beforeKeptRecords) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
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
                  bill: {via: "person_id -> person.id",%s retain: {class: invoice, starts: issued}, name: erase, keep: [amount, issued]}
                """.formatted(database.schema(), where);
        AtomicBoolean once = new AtomicBoolean();
        Palimpsest palimpsest = Palimpsest.attach(
                        new Watched(database.dataSource(), sql -> {
                            statements.add(sql);
                            boolean kept =
                                    sql.contains("group by palimpsest_r.palimpsest_key") && sql.contains("issued");
                            if (kept && !once.getAndSet(true)) {
                                beforeKeptRecords.run();
                            }
                        }),
                        PrivacyMapReader.read("people.yaml", map),
                        Home.at(directory))
                .with(clock);
        Preview preview = palimpsest.preview(new Selection(List.of(), List.of(), false, 100), refused -> {});
        assertThat(preview.keys()).hasSize(3);
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        assertThat(once).as("whether the kept records were asked for").isTrue();
    }

    private List<String> names() {
        return database.rows("select concat(id, ' ', coalesce(name, 'gone')) from bill order by id");
    }

    private long updatesOfBills() {
        return statements.stream()
                .filter(sql -> sql.contains("update") && sql.contains("bill") && sql.contains("= null"))
                .count();
    }

    @Test
    void no_statement_treats_a_table_all_of_whose_rows_are_kept() {
        people(" references person (id)");
        bill(1, 1, KEPT);
        bill(2, 2, KEPT);

        run(() -> {});

        assertThat(names()).containsExactly("1 Rose Summer", "2 Rose Summer");
        assertThat(updatesOfBills()).isZero();
        assertThat(database.rows("select name from person")).containsOnly("Nobody");
    }

    @Test
    void one_row_whose_time_is_over_is_treated_among_many_that_are_kept() {
        people(" references person (id)");
        bill(1, 1, KEPT);
        bill(2, 1, OVER);
        bill(3, 2, KEPT);

        run(() -> {});

        assertThat(names()).containsExactly("1 Rose Summer", "2 gone", "3 Rose Summer");
        assertThat(updatesOfBills()).isPositive();
    }

    @Test
    void a_record_that_comes_meanwhile_hides_no_other_where_no_foreign_key_keeps_it_away() {
        people("");
        bill(1, 1, KEPT);
        bill(2, 1, OVER);

        // two rows were locked, and two are kept now
        run(() -> bill(3, 1, KEPT));

        assertThat(names()).containsExactly("1 Rose Summer", "2 gone", "3 Rose Summer");
    }

    @Test
    void a_record_that_becomes_one_meanwhile_hides_no_other() {
        people(" references person (id)");
        bill(1, 1, KEPT);
        bill(2, 1, OVER);
        bill(3, 1, KEPT);
        database.execute("update bill set amount = -1 where id = 3");
        if (product == TestDatabase.Product.MARIADB) {
            return; // what is looked through by the index is locked there
        }

        // two rows were locked, and two are kept now
        run(" where: \"amount > 0\",", () -> database.execute("update bill set amount = 1 where id = 3"));

        assertThat(names()).containsExactly("1 Rose Summer", "2 gone", "3 Rose Summer");
    }

    @Test
    void what_a_trigger_may_write_to_is_treated_whatever_was_counted() {
        people(" references person (id)");
        bill(1, 1, KEPT);
        database.execute(product.trigger(
                "person_changed",
                "after update on person",
                "insert into bill values (100 + new.id, new.id, 'Rose Summer', 1, " + OVER + ");"));

        run(() -> {});

        assertThat(names()).containsExactly("1 Rose Summer", "101 gone", "102 gone", "103 gone");
        assertThat(updatesOfBills()).isPositive();
    }

    @Test
    void what_is_kept_of_co_owners_says_nothing_of_the_owners_rows() {
        peopleWithPayers();
        bill(1, 1, OVER);
        bill(2, 2, KEPT);
        database.execute("update bill set payer_id = 3, payer = 'Luc Stone' where id = 2");

        run(CO_OWNERS, () -> {});

        assertThat(namesAndPayers()).containsExactly("1 gone, none", "2 Rose Summer, Luc Stone");
    }

    @Test
    void what_is_kept_of_owners_says_nothing_of_the_rows_in_which_they_stand_as_co_owners() {
        peopleWithPayers();
        database.execute("insert into person values (4, 'Ida Wood', '2026-10-10')");
        bill(1, 4, OVER);
        bill(2, 2, KEPT);
        database.execute("update bill set payer_id = 3, payer = 'Luc Stone' where id = 1");

        run(CO_OWNERS, () -> {});

        assertThat(namesAndPayers()).containsExactly("1 Rose Summer, none", "2 Rose Summer, none");
    }

    private static final String CO_OWNERS = " co-owners: {payer_id: {payer_id: erase, payer: erase}},";

    private void peopleWithPayers() {
        people(" references person (id)");
        database.execute(
                "alter table bill add payer_id bigint references person (id)",
                "alter table bill add payer varchar(40)");
    }

    private List<String> namesAndPayers() {
        return database.rows("select concat(id, ' ', coalesce(name, 'gone'), ', ', coalesce(payer, 'none'))"
                + " from bill order by id");
    }
}

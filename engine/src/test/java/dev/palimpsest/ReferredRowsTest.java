package dev.palimpsest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Addresses that the person's row refers to, and that others may refer to, too: Ada (1) lives alone, Bea (2) and Cid (3)
 * share an address, Dora (4) lives where an employee does.
 */
@Tag("database")
final class ReferredRowsTest {
    private static final String SCHEMA = """
            create table address (id int primary key, street text not null, postal_code text, phone text);
            create table customer (id int primary key, first_name text not null, last_name text not null,
                address_id int references address, created_at date not null);
            create table employee (id int primary key, name text not null, address_id int not null references address);
            create index on customer (address_id);
            create index on employee (address_id);
            """;

    private static final String PEOPLE = """
            insert into address values (10, 'Ulmenweg 3', '50667', '0151 23456701'),
                (20, 'Lindenallee 7', '10115', '0151 23456702'), (40, 'Hafenstraße 9', '20095', '0151 23456703');
            insert into customer values (1, 'Ada', 'Winter', 10, '2015-01-01'), (2, 'Bea', 'Sommer', 20, '2015-01-01'),
                (3, 'Cid', 'Herbst', 20, '2015-01-01'), (4, 'Dora', 'Lenz', 40, '2015-01-01'),
                (5, 'Emil', 'Nord', null, '2015-01-01');
            insert into employee values (1, 'Frieda Post', 40);
            """;

    private static final String MAP = """
            palimpsest: 1
            name: shop
            jurisdiction: DE
            schema: public
            subject:
              table: customer
              key: id
              title: [first_name, last_name]
              born-into-system: created_at
              inactive-for: P2Y
              identifiers:
                name: [first_name, last_name]
                phone: address.phone
                address: [address.street, address.postal_code]
            activity:
              visit: {table: visit, at: on_day}
            treatment:
              customer: {first_name: {replace: Former}, last_name: {replace: Customer}, keep: [created_at]}
              visit: {keep: all}
              address:
                via: "id -> customer.address_id"
                street: {replace: gone}
                postal_code: {generalise: prefix, keep: 2}
                phone: erase
            """;

    private static final String VISITS =
            "create table visit (id int primary key, customer_id int not null references customer, on_day date not null)";

    @TempDir
    private Path directory;

    @AutoClose
    private final TestDatabase database = TestDatabase.create(SCHEMA, VISITS, PEOPLE);

    @Test
    void treats_the_address_that_only_the_treated_person_refers_to() {
        Preview preview = preview(1);

        RunResult run = run(preview);

        assertThat(addressRows(preview)).isEqualTo(1);
        assertThat(run.done()).isEqualTo(1);
        assertThat(addresses())
                .containsExactly(
                        "10|gone|50|null",
                        "20|Lindenallee 7|10115|0151 23456702",
                        "40|Hafenstraße 9|20095|0151 23456703");
        assertThat(prove().findings()).isEmpty();
    }

    @Test
    void leaves_an_address_that_a_living_person_refers_to_and_calls_it_shared() {
        Preview preview = preview(2);

        run(preview);

        assertThat(addressRows(preview)).isZero();
        assertThat(addresses()).contains("20|Lindenallee 7|10115|0151 23456702");
        ProofReport proof = prove();
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
        assertThat(proof.hitsOf("shared")).isEqualTo(2);
    }

    @Test
    void treats_a_shared_address_with_the_last_who_refers_to_it() {
        run(preview(2));
        prove();

        run(preview(3));

        assertThat(addresses()).contains("20|gone|10|null");
        assertThat(prove().findings()).isEmpty();
    }

    @Test
    void treats_a_shared_address_once_when_all_who_refer_to_it_go_in_one_chunk() {
        Preview preview = preview(2, 3);

        run(preview);

        assertThat(addressRows(preview)).isEqualTo(1);
        assertThat(addresses()).contains("20|gone|10|null");
        assertThat(prove().findings()).isEmpty();
    }

    @Test
    void treats_a_shared_address_with_the_last_chunk_when_all_who_refer_to_it_go_in_one_run() {
        RunSettings one = RunSettings.STANDARD.withChunkSize(1);
        Preview preview = preview(2, 3);

        palimpsest().with(one).run(preview, preview.digest(), "test", RunEvent.Listener.none());

        assertThat(addresses()).contains("20|gone|10|null");
        assertThat(prove().findings()).isEmpty();
    }

    @Test
    void leaves_an_address_that_another_table_refers_to_and_calls_it_shared() {
        run(preview(4));

        assertThat(addresses()).contains("40|Hafenstraße 9|20095|0151 23456703");
        ProofReport proof = prove();
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
        assertThat(proof.hitsOf("shared")).isEqualTo(2);
    }

    @Test
    void finds_what_is_left_in_an_address_that_nobody_refers_to_any_more() {
        database.execute("insert into address values (11, 'Ulmenweg 3', '50667', null)");

        run(preview(1));

        assertThat(prove().hitsOf("residual")).isEqualTo(1);
    }

    @Test
    void finds_a_treated_person_in_the_text_of_an_address_that_somebody_else_has() {
        database.execute(
                "alter table address add column hint text", "update address set hint = 'bei Ada Winter' where id = 20");
        String map = MAP.replace("    phone: erase", "    phone: erase\n    hint: keep");

        run(palimpsest(map), palimpsest(map).preview(keys(1), skipped -> {}));

        assertThat(palimpsest(map).prove(Optional.empty()).hitsOf("residual")).isEqualTo(1);
    }

    @Test
    void treats_somebody_without_an_address() {
        assertThat(run(preview(5)).done()).isEqualTo(1);
        assertThat(prove().findings()).isEmpty();
    }

    @Test
    void skips_a_person_as_busy_while_somebody_is_moving_to_the_address() throws Exception {
        Preview preview = preview(1);
        Connection business = database.connection();
        business.setAutoCommit(false);
        try (Statement statement = business.createStatement()) {
            statement.execute("insert into employee values (2, 'Gerd Post', 10)");

            RunSettings impatient = new RunSettings(10, 1, java.time.Duration.ZERO, 0, java.time.Duration.ZERO, 1);
            RunResult run =
                    palimpsest().with(impatient).run(preview, preview.digest(), "test", RunEvent.Listener.none());
            business.commit();

            assertThat(run.reasons()).containsEntry("busy", 1L);
            assertThat(addresses()).contains("10|Ulmenweg 3|50667|0151 23456701");
        }
    }

    @Test
    void leaves_an_address_to_which_somebody_moved_between_preview_and_run() {
        Preview preview = preview(1);
        database.execute("insert into employee values (2, 'Gerd Post', 10)");

        assertThat(run(preview).done()).isEqualTo(1);

        assertThat(addresses()).contains("10|Ulmenweg 3|50667|0151 23456701");
        assertThat(prove().green()).isTrue();
    }

    @Test
    void treats_an_address_that_several_rows_of_one_person_refer_to() {
        database.execute(
                "create table invoice (id int primary key, customer_id int not null references customer,"
                        + " billing_address_id int references address)",
                "insert into invoice values (1, 1, 10), (2, 1, 10)");
        String map = MAP + "  invoice: {keep: [billing_address_id]}\n";

        run(palimpsest(map), palimpsest(map).preview(keys(1), skipped -> {}));

        assertThat(addresses()).contains("10|gone|50|null");
    }

    @Test
    void reaches_an_address_over_the_invoice_that_refers_to_it() {
        database.execute(
                "create table invoice (id int primary key, customer_id int not null references customer,"
                        + " billing_address_id int references address)",
                "update customer set address_id = null where id in (1, 2)",
                "insert into invoice values (1, 1, 10), (2, 1, 10), (3, 2, 20)");
        String map = MAP.replace("id -> customer.address_id", "id -> invoice.billing_address_id")
                        .replace("keep: [created_at]", "keep: [created_at, address_id]")
                + "  invoice: {keep: all}\n";

        run(palimpsest(map), palimpsest(map).preview(keys(1, 2), skipped -> {}));

        assertThat(addresses()).contains("10|gone|50|null", "20|Lindenallee 7|10115|0151 23456702");
    }

    @Test
    void refuses_to_cut_the_reference_by_which_the_address_is_found() {
        String map = MAP.replace("keep: [created_at]", "keep: [created_at], address_id: erase");

        assertThatThrownBy(() -> palimpsest(map).check())
                .hasMessageContaining("customer.address_id holds rows together");
    }

    @Test
    void refuses_to_delete_an_address_that_the_person_still_refers_to() {
        String map = MAP.substring(0, MAP.indexOf("    street:")) + "    delete: rows\n";

        assertThatThrownBy(() -> palimpsest(map.replaceAll("(?m)^    (phone|address): .*\\R", ""))
                        .check())
                .hasMessageContaining("refer to address (address_id) and stay");
    }

    @Test
    void says_how_to_reach_a_table_that_the_person_refers_to() {
        String map = MAP.replaceAll("(?m)^    via: .*\\R", "");

        assertThatThrownBy(() -> palimpsest(map).check())
                .hasMessageContaining("write 'via: \"id -> customer.address_id\"'");
    }

    @Test
    void warns_of_a_table_that_the_person_refers_to_and_the_map_does_not_name() {
        String map = MAP.substring(0, MAP.indexOf("  address:\n")).replaceAll("(?m)^    (phone|address): .*\\R", "");

        assertThat(palimpsest(map).check().plan().warnings())
                .anyMatch(warning -> warning.startsWith("table address is referred to by customer.address_id"));
        assertThat(palimpsest(map + "  address: ignore\n").check().plan().warnings())
                .noneMatch(warning -> warning.startsWith("table address"));
    }

    private Palimpsest palimpsest() {
        return palimpsest(MAP);
    }

    private Palimpsest palimpsest(String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("shop.yaml", map),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T11:00:00Z"), ZoneOffset.UTC));
    }

    private static Selection keys(int... keys) {
        List<SubjectKey> named = Arrays.stream(keys)
                .mapToObj(key -> new SubjectKey(String.valueOf(key)))
                .toList();
        return Selection.of(named);
    }

    private Preview preview(int... keys) {
        return palimpsest().preview(keys(keys), skipped -> {});
    }

    private RunResult run(Preview preview) {
        return run(palimpsest(), preview);
    }

    private static RunResult run(Palimpsest palimpsest, Preview preview) {
        return palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
    }

    private ProofReport prove() {
        return palimpsest().prove(Optional.empty());
    }

    private static long addressRows(Preview preview) {
        return preview.tables().stream()
                .filter(table -> table.table().equals("address"))
                .mapToLong(Preview.TableEffect::rows)
                .sum();
    }

    private List<String> addresses() {
        return database.rows("select id, street, postal_code, phone from address order by id");
    }
}

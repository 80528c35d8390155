package dev.palimpsest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Sample;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.proof.Statistic;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Memberships that two people hold: Ada (1) with Bea (2), who has an account, too; Cid (3) with Elle Nord, who has none; and
 * Dora (4), who came upon Ada's word.
 */
@Tag("database")
@ParameterizedClass
@EnumSource
final class CoOwnedRowsTest {
    private static final String SCHEMA = """
            create table customer (id int primary key, first_name text not null, last_name text not null, email text,
                referred_by int references customer (id), referred_by_name text, created_at date not null);
            create table visit (id int primary key, customer_id int not null references customer (id), on_day date not null);
            create table membership (id int primary key, customer_id int not null references customer (id),
                partner_id int references customer (id), partner_name text, partner_email text, partner_code text,
                price numeric(8, 2) not null, remark text);
            create index membership_customer on membership (customer_id);
            create index membership_partner on membership (partner_id);
            create index customer_referred on customer (referred_by);
            """;

    private static final String PEOPLE = """
            insert into customer values (1, 'Ada', 'Winter', 'ada@mail.example', null, null, '2015-01-01'),
                (2, 'Bea', 'Sommer', 'bea@mail.example', null, null, '2015-01-01'),
                (3, 'Cid', 'Herbst', 'cid@mail.example', null, null, '2015-01-01'),
                (4, 'Dora', 'Lenz', 'dora@mail.example', 1, 'Ada Winter', '2015-01-01');
            insert into membership values
                (10, 1, 2, 'Bea Sommer', 'bea.privat@mail.example', 'PC-100200', 49.90, 'zahlt Ada Winter'),
                (30, 3, null, 'Elle Nord', 'elle@mail.example', 'PC-300400', 39.90, null);
            """;

    private static final String MAP = """
            palimpsest: 1
            name: studio
            jurisdiction: DE
            schema: public
            subject:
              table: customer
              key: id
              title: [first_name, last_name]
              born-into-system: created_at
              inactive-for: P2Y
              identifiers:
                name: [[first_name, last_name], [membership.partner_name], [referred_by_name]]
                email: [email, membership.partner_email]
            activity:
              visit: {table: visit, at: on_day}
            treatment:
              customer:
                first_name: {replace: Former}
                last_name: {replace: Customer}
                email: erase
                keep: [created_at]
                co-owners:
                  referred_by: {referred_by: erase, referred_by_name: erase}
              visit: {keep: all}
              membership:
                remark: redact
                keep: [price]
                co-owners:
                  partner_id: {partner_id: erase, partner_name: erase, partner_email: erase, partner_code: random}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private final TestDatabase database;

    CoOwnedRowsTest(TestDatabase.Product product) {
        database = product.create(SCHEMA, PEOPLE);
    }

    @Test
    void whoever_goes_as_a_co_owner_of_whom_the_map_keeps_everything_is_treated_and_the_row_stays() {
        String kept = MAP.replace(
                        "{referred_by: erase, referred_by_name: erase}", "{referred_by: keep, referred_by_name: keep}")
                .replace("keep: [created_at]", "keep: [created_at, referred_by_name]")
                .replace(", [referred_by_name]]", "]");
        Palimpsest palimpsest = palimpsest(kept);

        RunResult run = run(palimpsest, palimpsest.preview(keys(1), skipped -> {}));

        assertThat(run.done()).isEqualTo(1);
        assertThat(database.rows("select first_name, referred_by from customer where id = 4"))
                .containsExactly("Dora|1");
    }

    @Test
    void severs_the_partner_who_goes_and_leaves_the_row_to_its_owner() {
        RunResult run = run(preview(2));

        assertThat(run.done()).isEqualTo(1);
        List<String> row = database.rows(
                "select partner_id, partner_name, partner_email, price, remark from membership where id = 10");
        assertThat(row).containsExactly("null|null|null|49.90|zahlt Ada Winter");
        assertThat(database.rows("select partner_code from membership where id = 10"))
                .doesNotContain("PC-100200");
        assertThat(database.rows("select first_name, email from customer where id = 1"))
                .containsExactly("Ada|ada@mail.example");
        assertThat(prove().findings()).isEmpty();
    }

    @Test
    void leaves_to_the_partner_what_is_theirs_when_the_owner_goes() {
        run(preview(1));

        assertThat(database.rows(
                        "select partner_id, partner_name, partner_email, partner_code from membership where id = 10"))
                .containsExactly("2|Bea Sommer|bea.privat@mail.example|PC-100200");
        assertThat(database.rows("select remark from membership where id = 10").getFirst())
                .doesNotContain("Winter");
        ProofReport proof = prove();
        assertThat(proof.findings()).isEmpty();
    }

    @Test
    void nothing_of_either_is_left_when_both_have_gone_whoever_goes_first() {
        run(preview(2));
        prove();
        run(preview(1));
        assertThat(prove().findings()).isEmpty();
        assertThat(ownWords()).doesNotContain("Ada", "Winter", "Bea", "Sommer", "PC-100200");
    }

    @Test
    void nothing_of_either_is_left_when_the_owner_goes_first() {
        run(preview(1));
        prove();
        run(preview(2));
        assertThat(prove().findings()).isEmpty();
        assertThat(ownWords()).doesNotContain("Ada", "Winter", "Bea", "Sommer", "PC-100200");
    }

    @Test
    void nothing_of_either_is_left_when_both_go_in_one_chunk() {
        Preview preview = preview(1, 2);

        RunResult run = run(preview);

        assertThat(run.done()).isEqualTo(2);
        assertThat(prove().findings()).isEmpty();
        assertThat(ownWords()).doesNotContain("Ada", "Winter", "Bea", "Sommer", "PC-100200");
    }

    @Test
    void treats_a_partner_without_an_account_together_with_the_owner() {
        run(preview(3));

        assertThat(database.rows("select partner_name, partner_email from membership where id = 30"))
                .containsExactly("null|null");
        assertThat(database.rows("select partner_code from membership where id = 30"))
                .doesNotContain("PC-300400");
        assertThat(prove().findings()).isEmpty();
    }

    @Test
    void cuts_the_reference_of_one_person_to_another() {
        run(preview(1));

        assertThat(database.rows("select first_name, referred_by, referred_by_name from customer where id = 4"))
                .containsExactly("Dora|null|null");
        assertThat(prove().findings()).isEmpty();
    }

    @Test
    void a_mere_reference_is_cut_from_whichever_side_somebody_goes() {
        String map = MAP.replace(
                "    keep: [created_at]",
                "    keep: [created_at]\n    referred_by: erase\n    referred_by_name: erase");
        database.execute("insert into customer values (5, 'Emil', 'Nord', null, 1, 'Ada Winter', '2015-01-01')");

        run(palimpsest(map), palimpsest(map).preview(keys(5), skipped -> {}));
        assertThat(database.rows("select referred_by, referred_by_name from customer where id in (4, 5) order by id"))
                .containsExactly("1|Ada Winter", "null|null");
        assertThat(palimpsest(map).prove(Optional.empty()).findings()).isEmpty();

        run(palimpsest(map), palimpsest(map).preview(keys(1), skipped -> {}));
        assertThat(database.rows("select referred_by, referred_by_name from customer where id = 4"))
                .containsExactly("null|null");
        assertThat(palimpsest(map).prove(Optional.empty()).findings()).isEmpty();
    }

    @Test
    void the_preview_counts_severed_rows_apart_and_shows_one() {
        Preview preview = preview(2);

        assertThat(preview.tables())
                .filteredOn(table -> table.action().equals("sever"))
                .extracting(Preview.TableEffect::table, Preview.TableEffect::rows)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("membership", 1L),
                        org.assertj.core.groups.Tuple.tuple("customer", 0L));
        List<Sample> samples = palimpsest().samples(new SubjectKey("2"), 3);
        assertThat(samples)
                .filteredOn(sample -> sample.table().equals("membership"))
                .flatExtracting(Sample::changes)
                .extracting(Sample.Change::column)
                .contains("partner_name", "partner_id");
    }

    @Test
    void the_statistics_of_severed_rows_are_compared_by_their_own_keys() {
        for (int id = 100; id < 110; id++) {
            database.execute(
                    "insert into customer values (" + id + ", 'Gast', 'Nummer" + (char) ('A' + id - 100)
                            + "', null, null," + " null, '2015-01-01')",
                    "insert into membership values (" + id + ", 4, " + id + ", null, null, null, 10, null)");
        }
        run(preview(100, 101, 102, 103, 104, 105, 106, 107, 108, 109));

        assertThat(prove().statistics())
                .filteredOn(statistic -> statistic.table().equals(database.schema() + ".membership"))
                .filteredOn(Statistic::isUnchanged)
                .extracting(statistic -> statistic.measure() + " = " + statistic.after())
                .contains("severed = 10")
                .containsAnyOf("sum(price) by partner_id = 100.00", "sum(price) by partner_id = 100");
    }

    @Test
    void a_trigger_that_changes_a_kept_number_of_a_severed_row_fails_the_partner() {
        database.execute(
                database.product().trigger("dearer", "before update on membership", "set new.price = new.price + 1;"));

        RunResult run = run(preview(2));

        assertThat(run.failed()).isEqualTo(1);
        assertThat(database.rows("select partner_id, price from membership where id = 10"))
                .containsExactly("2|49.90");
    }

    @Test
    void skips_the_partner_as_busy_while_somebody_holds_the_row() throws SQLException {
        Preview preview = preview(2);
        Connection business = database.connection();
        business.setAutoCommit(false);
        try (Statement statement = business.createStatement()) {
            statement.execute("update membership set price = 59.90 where id = 10");

            RunSettings impatient = new RunSettings(10, 1, Duration.ZERO, 0, Duration.ZERO, 1);
            RunResult run =
                    palimpsest().with(impatient).run(preview, preview.digest(), "test", RunEvent.Listener.none());
            business.commit();

            assertThat(run.reasons()).containsEntry("busy", 1L);
            assertThat(database.rows("select partner_name, price from membership where id = 10"))
                    .containsExactly("Bea Sommer|59.90");
        }
    }

    @Test
    void a_partner_whose_name_comes_back_turns_the_proof_red() {
        run(preview(2));
        database.execute("update membership set partner_name = 'Bea Sommer' where id = 10");

        assertThat(prove().hitsOf("residual")).isEqualTo(1);
    }

    @Test
    void the_partners_own_mail_is_the_partners_although_the_owner_who_goes_has_it_too() {
        database.execute("update customer set email = 'zwei@mail.example' where id in (1, 2)");
        database.execute("update membership set partner_email = 'zwei@mail.example' where id = 10");

        run(preview(1));

        ProofReport proof = prove();
        assertThat(proof.findings()).isEmpty();
        assertThat(proof.hitsOf("shared")).isEqualTo(2);
    }

    @Test
    void a_statutory_record_names_its_payer_until_its_period_is_over() {
        database.execute(
                "create table invoice (id int primary key, customer_id int not null references customer (id), payer_id int"
                        + " references customer (id), payer_name text, issued_on date not null)");
        database.execute(
                "insert into invoice values (1, 4, 2, 'Bea Sommer', '2010-01-01'), (2, 4, 2, 'Bea Sommer', '2023-01-01')");
        String map = MAP
                + "  invoice: {keep: all, retain: {class: invoice, starts: issued_on},"
                + " co-owners: {payer_id: {payer_id: erase, payer_name: erase}}}\n";

        Palimpsest palimpsest = palimpsest(map);
        run(palimpsest, palimpsest.preview(keys(2), skipped -> {}));

        assertThat(database.rows("select id, payer_id, payer_name from invoice order by id"))
                .containsExactly("1|null|null", "2|2|Bea Sommer");
        ProofReport proof = palimpsest.prove(Optional.empty());
        assertThat(proof.findings()).isEmpty();
        assertThat(proof.hitsOf("kept")).isEqualTo(1);
        assertThat(proof.keptRecords())
                .filteredOn(kept -> kept.rows() > 0)
                .singleElement()
                .satisfies(kept -> assertThat(kept.tiedBy()).isEqualTo("payer_id"));
        assertThat(proof.keptUntil()).isNotEmpty();
    }

    @Test
    void warns_of_a_second_reference_to_a_person_that_is_kept() {
        String map = MAP.replaceAll(
                        "(?s)    keep: \\[price\\]\\R    co-owners:.*$", "    via: customer_id\n    keep: all\n")
                .replace(", [membership.partner_name]", "")
                .replace("[email, membership.partner_email]", "email");

        assertThat(palimpsest(map).check().plan().warnings())
                .anyMatch(
                        warning -> warning.startsWith("membership.partner_id also refers to the subject and is kept."));
        assertThat(palimpsest().check().plan().warnings()).noneMatch(warning -> warning.contains("also refers"));
    }

    @Test
    void refuses_what_cannot_be_severed() {
        assertRefused("partner_id: {partner_id: erase", "partner: {partner_id: erase", "has no column 'partner'");
        assertRefused("partner_name: erase", "partner_nam: erase", "has no column 'partner_nam'");
        assertRefused("partner_name: erase", "partner_name: redact", "Use 'erase' or 'replace'");
        assertRefused("partner_name: erase", "partner_name: forget", "'forget' is no treatment");
        assertRefused("partner_id: erase", "partner_id: {replace: 4}", "only 'erase' or 'keep'");
        assertRefused("{partner_id: erase", "{price: erase, partner_id: erase", "membership.price is NOT NULL");
        assertRefused("{partner_id: erase", "{customer_id: erase, partner_id: erase", "together with its owner");
        assertRefused(
                "partner_id: {partner_id: erase", "remark: {partner_id: erase", "several ways lead from membership");
        assertRefused(
                "    remark: redact",
                "    partner_id: erase\n    remark: redact",
                "must stay when the row's owner goes");
        assertRefused(
                "    remark: redact\n    keep: [price]\n",
                "    delete: rows\n",
                "whose data would go with the owner's");
        assertRefused(
                "[referred_by_name]", "[referred_by_name, last_name]", "parts of one identifier must be one person's");
    }

    @Test
    void a_required_reference_is_not_sent_from_one_treatment_to_the_other() {
        database.execute("alter table membership add payer_id int not null default 0");

        for (String treatment : List.of("erase", "{replace: 0}")) {
            assertRefused(
                    "      partner_id: {",
                    "      payer_id: {payer_id: " + treatment + "}\n      partner_id: {",
                    "membership.payer_id refers to another row and is NOT NULL, so it can only be kept");
        }
    }

    private void assertRefused(String piece, String instead, String message) {
        assertThat(MAP).contains(piece);
        assertThatThrownBy(() -> palimpsest(MAP.replace(piece, instead)).check())
                .hasMessageContaining(message);
    }

    /** Everything in the tables of the business. */
    private String ownWords() {
        return database.rows("select * from customer") + "\n" + database.rows("select * from membership");
    }

    private Palimpsest palimpsest() {
        return palimpsest(MAP);
    }

    private Palimpsest palimpsest(String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read(
                                "studio.yaml", map.replace("schema: public", "schema: " + database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T11:00:00Z"), ZoneOffset.UTC));
    }

    private static Selection keys(int... keys) {
        return Selection.of(Arrays.stream(keys)
                .mapToObj(key -> new SubjectKey(String.valueOf(key)))
                .toList());
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
}

package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.Decision.Verdict;
import dev.palimpsest.run.RunEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What neither evidence nor a decision makes a treated person's: texts of the living, statutory records, other rows. */
@Tag("database")
final class ProtectedTextsTest {
    private static final String VISIT = """
              visit: {via: member_id, remark: {redact: anywhere}, keep: all}
            """;
    private static final String INVOICE = """
              invoice: {via: member_id, retain: {class: invoice, starts: issued_on}, keep: all}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private Club club;

    private TestDatabase database;

    /** Rose Summer (1) goes; Ida Berg (2) and another Rose Summer (3) stay. */
    private void open(Product product, String map, String... more) {
        List<String> script = new ArrayList<>(
                List.of("insert into member values (3, 'Rose', 'Summer', 'other@mail.example', null, '2001-01-01')"));
        script.addAll(List.of(more));
        club = Club.open(product, directory, map, script.toArray(String[]::new));
        database = club.database();
    }

    private static void decide(Palimpsest palimpsest, Verdict verdict, String table, String column, String key) {
        palimpsest
                .decisions()
                .decide(
                        Optional.empty(),
                        List.of(new DecisionRequest(table, column, key, verdict, "was looked at")),
                        "officer");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void the_name_of_somebody_living_stays_in_their_own_row_though_an_address_of_a_namesake_stands_beside_it(
            Product product) {
        open(
                product,
                Club.MAP + VISIT,
                "create table visit (id bigint primary key, member_id bigint references member (id), remark varchar(80))",
                "create index visit_member on visit (member_id)",
                "insert into visit values (1, 3, 'Rose Summer: not rs44@mail.example'),"
                        + " (2, 2, 'Rose Summer: rs44@mail.example')");

        Palimpsest palimpsest = club.run();

        assertThat(database.rows("select remark from visit order by id"))
                .containsExactly("Rose Summer: not […]", "[…]: […]");
        assertThat(palimpsest.prove(Optional.empty()).findings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void the_name_of_somebody_living_stays_in_their_own_row_though_it_bears_the_key_of_a_namesake(Product product) {
        open(
                product,
                Club.MAP + VISIT,
                "create table visit (id bigint primary key, member_id bigint references member (id),"
                        + " with_member_id bigint references member (id), remark varchar(80))",
                "create index visit_member on visit (member_id)",
                "insert into visit values (1, 3, 1, 'Rose Summer came'), (2, 2, 1, 'Rose Summer came')");

        club.run();

        assertThat(database.rows("select remark from visit order by id"))
                .containsExactly("Rose Summer came", "[…] came");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_statutory_record_of_somebody_else_that_bears_the_key_is_kept_and_no_residual(Product product) {
        open(
                product,
                Club.MAP + INVOICE,
                "create table invoice (id bigint primary key, member_id bigint references member (id),"
                        + " for_member_id bigint references member (id), issued_on date, remark varchar(80))",
                "create index invoice_member on invoice (member_id)",
                "insert into invoice values (1, 2, 1, '2026-01-01', 'Rose Summer')");

        ProofReport report = club.run().prove(Optional.empty());

        assertThat(report.residuals()).isEmpty();
        assertThat(report.hitsOf("kept")).isEqualTo(1);
        assertThat(report.green()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void what_was_decided_before_the_map_called_it_a_statutory_record_is_not_struck(Product product) {
        open(
                product,
                Club.MAP + "  invoice: {via: member_id, keep: all}\n",
                "create table invoice (id bigint primary key, member_id bigint references member (id), issued_on date,"
                        + " remark varchar(80))",
                "create index invoice_member on invoice (member_id)",
                "insert into invoice values (1, 2, '2026-01-01', 'Rose Summer'), (2, 2, '2001-01-01', 'Rose Summer')");
        Palimpsest before = club.run();
        decide(before, Verdict.TREAT, "invoice", "remark", "1");
        decide(before, Verdict.TREAT, "invoice", "remark", "2");

        club.palimpsest(Club.MAP + INVOICE).resume(Optional.empty(), RunEvent.Listener.none());

        assertThat(database.rows("select remark from invoice order by id")).containsExactly("Rose Summer", "[…]");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void what_was_decided_before_the_map_called_it_somebody_elses_is_not_struck(Product product) {
        open(
                product,
                Club.MAP,
                "create table artist (id bigint primary key, name varchar(80))",
                "insert into artist values (1, 'Rose Summer')");
        Palimpsest before = club.run();
        decide(before, Verdict.TREAT, "artist", "name", "1");

        club.palimpsest(Club.MAP + "others: {artist: name}\n").resume(Optional.empty(), RunEvent.Listener.none());

        assertThat(database.rows("select name from artist")).containsExactly("Rose Summer");
    }

    /** Rows of several partitions may lie at equal places. */
    @Test
    void rows_of_partitions_without_a_key_are_decided_one_by_one() {
        open(
                Product.POSTGRESQL,
                Club.MAP,
                "delete from member where id = 3",
                "create table log (at date, text varchar(80)) partition by range (at)",
                "create table log_1 partition of log for values from ('2025-01-01') to ('2026-01-01')",
                "create table log_2 partition of log for values from ('2026-01-01') to ('2027-01-01')",
                "insert into log values ('2025-05-01', 'Rose Summer sang'), ('2026-05-01', 'A song by Rose Summer')");
        Palimpsest palimpsest = club.run();
        ProofReport red = palimpsest.proveWithoutEnding(Optional.empty());
        assertThat(red.residuals()).hasSize(2).extracting(Residual::key).doesNotHaveDuplicates();

        red.residuals().forEach(each -> decide(palimpsest, Verdict.KEEP, each.table(), each.column(), each.key()));

        ProofReport green = palimpsest.prove(Optional.empty());
        assertThat(green.findings()).isEmpty();
        assertThat(green.acknowledged())
                .extracting(HitLine::table, HitLine::decision)
                .containsOnly(tuple(red.residuals().getFirst().table(), "keep"));
        assertThat(green.hitsOf("acknowledged")).isEqualTo(2);
    }
}

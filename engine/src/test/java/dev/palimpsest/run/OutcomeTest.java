package dev.palimpsest.run;

import static dev.palimpsest.ClubFixture.keys;
import static dev.palimpsest.ClubFixture.prove;
import static dev.palimpsest.ClubFixture.run;
import static dev.palimpsest.ClubFixture.survey;
import static dev.palimpsest.ClubFixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.NotDone;
import dev.palimpsest.ledger.Outcome;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there after a run, and what is not. */
@Tag("database")
final class OutcomeTest {
    @AutoClose
    private final ClubFixture club = ClubFixture.create();

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    @BeforeEach
    void attach() {
        palimpsest = club.attach(directory);
    }

    @Test
    @Requirement({"MG-02", "PL-16"})
    void nothing_changes_without_a_run() {
        club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen").contract(2, "2026-01-01", null);
        String before = club.checksum();

        palimpsest.check();
        palimpsest.survey(each -> {});
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        palimpsest.samples(preview.keys().getFirst(), 3);
        palimpsest.titles(preview.keys());

        assertThat(preview.keys()).hasSize(1);
        assertThat(club.checksum()).isEqualTo(before);
    }

    @Test
    @Requirement("MG-02")
    void a_proof_that_is_not_green_changes_nothing() {
        club.member(1, "Anna", "Brandt");
        run(palimpsest);
        club.sql(
                "create table leaflet (id int primary key, text text)",
                "insert into leaflet values (1, 'write to anna.1@mail.example')");
        String before = club.checksum();

        ProofReport proof = prove(palimpsest);

        assertThat(proof.green()).isFalse();
        assertThat(club.checksum()).isEqualTo(before);
    }

    @Test
    @Requirement("MG-02")
    void a_run_treats_whom_the_preview_names_and_nobody_else() {
        club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen");
        String bert = club.database().rows("select * from member where id = 2").getFirst();

        RunResult result = run(palimpsest, Selection.of(keys(1)));

        assertThat(result.done()).isEqualTo(1);
        assertThat(club.database().rows("select * from member where id = 2")).containsExactly(bert);
        assertThat(verdict(palimpsest, 2)).isEqualTo(Verdict.ELIGIBLE);
    }

    @Test
    @Requirement({"MG-19", "MG-22"})
    void every_column_is_as_the_map_says() {
        club.member(1, "Anna", "Brandt")
                .contract(1, "2019-03-01", "2024-12-31")
                .sql("update member set created_at = '2019-02-27 09:00+01'")
                .sql("insert into note (member_id, text) values (1, 'Frau Brandt, anna.1@mail.example, kommt wieder')");

        RunResult result = run(palimpsest);

        assertThat(result.isComplete()).isTrue();
        assertThat(club.database()
                        .rows("select first_name, last_name, email, phone, birth_date, postal_code, status,"
                                + " created_at at time zone 'Europe/Berlin', profile from member"))
                .containsExactly("Former|member|null|null|1980-01-01|50|ARCHIVED|2019-01-01 00:00:00"
                        + "|{\"contact\": \"[…]\"}");
        assertThat(club.database().rows("select starts_on, ends_on from contract"))
                .containsExactly("2019-03-01|2024-12-31");
        assertThat(club.database().rows("select number from contract").getFirst())
                .matches("[0-9a-f]{20}");
        assertThat(club.database().rows("select number from member").getFirst()).matches("X-[0-9a-f]{20}");
        assertThat(club.database().rows("select checked_in_at at time zone 'Europe/Berlin' from check_in"))
                .containsExactly("2025-01-06 00:00:00");
        assertThat(club.database().rows("select text from note").getFirst())
                .contains("kommt wieder")
                .doesNotContain("Brandt", "anna");
    }

    @Test
    @Requirement({"MG-18", "EV-03"})
    void the_statistics_stay_the_same() {
        club.member(1, "Anna", "Brandt")
                .checkIn(1, "2025-02-01 00:10") // a Saturday: its week began in January
                .checkIn(1, "2025-02-28 23:50")
                .invoice(10, 1, "2016-06-30", "Anna Brandt")
                .invoice(11, 1, "2025-01-31", "Anna Brandt")
                .member(2, "Bert", "Claasen");
        String visits = "select to_char(checked_in_at at time zone 'Europe/Berlin', 'YYYY-MM') as month, count(*),"
                + " count(distinct member_id) from check_in group by 1 order by 1";
        String revenue = "select to_char(i.issued_on, 'YYYY-MM') as month, sum(l.amount), count(*) from invoice i"
                + " join invoice_line l on l.invoice_id = i.id group by 1 order by 1";
        String decades =
                "select extract(decade from birth_date), left(postal_code, 2), count(*) from member group by 1, 2";
        List<String> before = Stream.of(visits, revenue, decades)
                .flatMap(query -> club.database().rows(query).stream())
                .toList();

        run(palimpsest);

        assertThat(Stream.of(visits, revenue, decades).flatMap(query -> club.database().rows(query).stream()))
                .isEqualTo(before);
        ProofReport proof = prove(palimpsest);
        assertThat(proof.statisticsUnchanged()).isTrue();
        assertThat(proof.statistics()).isNotEmpty();
    }

    @Test
    @Requirement("MG-19")
    void there_is_no_way_back_after_a_green_proof() throws IOException {
        club.member(1, "Anna", "Brandt").contract(1, "2019-03-01", "2024-12-31");
        String number = club.database().rows("select number from member").getFirst();
        RunResult result = run(palimpsest);
        assertThat(club.database().count("select count(*) from palimpsest_trace"))
                .isEqualTo(1);
        assertThat(club.home(directory).key(result.run().value())).isPresent();

        ProofReport proof = prove(palimpsest);

        assertThat(proof.findings()).isEmpty();
        assertThat(proof.green()).isTrue();
        assertThat(club.database().count("select count(*) from palimpsest_trace"))
                .isZero();
        assertThat(club.database().count("select count(*) from palimpsest_frozen"))
                .isZero();
        assertThat(club.home(directory).key(result.run().value())).isEmpty();
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".key"))).isEmpty();
        }
        assertThat(club.everything())
                .doesNotContain(number, "Brandt", "Anna", "anna.1@mail.example", "23451001", "C-1");
    }

    @Test
    @Requirement("MG-19")
    void a_random_value_is_another_for_everybody_and_none_that_was_there_before() {
        for (int id = 1; id <= 40; id++) {
            club.member(id, "Vorname" + id, "Nachname" + id).contract(id, "2019-03-01", "2024-12-31");
        }
        String before = club.everything();

        run(palimpsest);

        List<String> fresh = club.database().rows("select number from member union all select number from contract");
        assertThat(fresh).hasSize(80).doesNotHaveDuplicates();
        assertThat(fresh).noneMatch(before::contains);
    }

    @Test
    @Requirement("MG-19")
    void the_traces_of_a_red_proof_stay_until_it_is_green() {
        club.member(1, "Anna", "Brandt");
        RunResult result = run(palimpsest);
        club.sql(
                "create table leaflet (id int primary key, text text)",
                "insert into leaflet values (1, 'write to anna.1@mail.example')");

        assertThat(prove(palimpsest).green()).isFalse();
        assertThat(club.home(directory).key(result.run().value())).isPresent();

        club.sql("delete from leaflet");
        assertThat(prove(palimpsest).green()).isTrue();
        assertThat(club.home(directory).key(result.run().value())).isEmpty();
    }

    @Test
    @Requirement("MG-20")
    void the_record_is_no_longer_in_the_member_list() {
        club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen").contract(2, "2026-01-01", null);
        String memberList = "select id from member where status <> 'ARCHIVED' order by id";
        assertThat(club.database().rows(memberList)).containsExactly("1", "2");

        run(palimpsest);

        assertThat(club.database().rows(memberList)).containsExactly("2");
    }

    @Test
    @Requirement({"MG-21", "AX-02"})
    void no_search_finds_the_person() {
        club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen").contract(2, "2026-01-01", null);
        String search =
                "select id from member where concat_ws(' ', number, first_name, last_name, email, phone) ilike '%'"
                        + " || '%s' || '%'";
        for (String word : List.of("brandt", "anna", "M-771", "anna.1@mail.example", "23451001")) {
            assertThat(club.database().rows(search.replace("%s", word)))
                    .as(word)
                    .containsExactly("1");
        }

        run(palimpsest);

        for (String word : List.of("brandt", "anna", "M-771", "anna.1@mail.example", "23451001")) {
            assertThat(club.database().rows(search.replace("%s", word)))
                    .as(word)
                    .isEmpty();
        }
        assertThat(club.database().rows(search.replace("%s", "claasen"))).containsExactly("2");
    }

    @Test
    @Requirement("MG-22")
    void anonymised_and_archived_are_one_transaction() {
        club.member(1, "Anna", "Brandt")
                .sql("create table seen (name text, status text)")
                .sql("create function see() returns trigger language plpgsql as $$ begin"
                        + " insert into seen values (new.last_name, new.status); return null; end $$")
                .sql("create trigger see after update on member for each row execute function see()");

        run(palimpsest);

        assertThat(club.database().rows("select distinct * from seen")).containsExactly("member|ARCHIVED");
        assertThat(club.database()
                        .count("select count(distinct xmin) from (select xmin::text from member union all"
                                + " select xmin::text from palimpsest_receipt) t"))
                .isEqualTo(1);
    }

    @Test
    @Requirement("MG-19")
    void an_anonymised_member_is_final() {
        club.member(1, "Anna", "Brandt");
        run(palimpsest);

        assertThat(verdict(palimpsest, 1)).isEqualTo(Verdict.ANONYMISED);
        assertThat(palimpsest
                        .preview(new Selection(keys(1), List.of(), true, 0), skipped -> {})
                        .keys())
                .isEmpty();
        assertThat(survey(palimpsest).get(1L).activityAfterAnonymisation()).isFalse();
    }

    @Test
    void what_the_business_writes_afterwards_is_reported() {
        club.member(1, "Anna", "Brandt");
        run(palimpsest);
        club.checkIn(1, "2026-11-22 18:00");

        assertThat(survey(palimpsest).get(1L).activityAfterAnonymisation()).isTrue();
        assertThat(palimpsest.survey(each -> {}).activityAfterAnonymisation()).isEqualTo(1);
        assertThat(prove(palimpsest).activityAfterAnonymisation()).isEqualTo(1);
    }

    @Test
    @Requirement({"AX-10", "AX-11", "MG-24"})
    void of_ten_one_is_blocked_and_goes_once_that_is_mended() {
        for (int id = 1; id <= 10; id++) {
            club.member(id, "Vorname" + id, "Nachname" + id);
        }
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        club.contract(7, "2026-11-23", null);

        RunResult first = run(palimpsest, preview);

        assertThat(first.done()).isEqualTo(9);
        assertThat(first.skipped()).isEqualTo(1);
        assertThat(first.reasons()).isEqualTo(Map.of("contract", 1L));
        assertThat(first.isComplete()).isFalse();
        assertThat(first.notTreated()).containsExactly(new NotDone(keys(7).getFirst(), Outcome.SKIPPED, "contract"));
        assertThat(prove(palimpsest).notTreated())
                .containsExactly(new ProofReport.NotTreated("7", "skipped", "contract"));
        assertThat(club.database().rows("select first_name, last_name from member where id = 7"))
                .containsExactly("Vorname7|Nachname7");

        club.sql("update contract set ends_on = '2026-11-21'");
        RunResult second = run(palimpsest);
        assertThat(second.done()).isEqualTo(1);
        assertThat(second.isComplete()).isTrue();
    }

    @Test
    @Requirement({"EV-13", "AX-13"})
    void an_invoice_inside_its_period_stays_as_it_is_and_an_older_one_shows_the_notice() {
        club.member(1, "Anna", "Brandt")
                .invoice(10, 1, "2017-12-31", "Anna Brandt") // kept until 31 December 2025
                .invoice(11, 1, "2018-01-01", "Anna Brandt"); // kept until 31 December 2026

        assertThat(palimpsest.recordsKept(keys(1))).isEqualTo(1);
        RunResult result = run(palimpsest);

        assertThat(club.database().rows("select id, billing_name, total from invoice order by id"))
                .containsExactly("10|Customer was anonymised|49.90", "11|Anna Brandt|49.90");
        assertThat(result.keptUntil()).isEqualTo(Map.of(java.time.LocalDate.of(2026, 12, 31), 1L));
        assertThat(result.recordsKept()).isEqualTo(1);
        assertThat(result.anonymised()).isZero();
        assertThat(survey(palimpsest).get(1L)).satisfies(person -> {
            assertThat(person.verdict()).as("never simply anonymised").isEqualTo(Verdict.RECORDS_KEPT);
            assertThat(person.keptUntil()).isEqualTo("2026-12-31");
            assertThat(person.permitted()).isEmpty();
        });
        assertThat(palimpsest.survey(each -> {}).verdicts())
                .containsEntry(Verdict.RECORDS_KEPT, 1L)
                .containsEntry(Verdict.ANONYMISED, 0L);
        assertThat(palimpsest.surveyCounts(Inactivity.OF_THE_MAP, each -> {}).verdicts())
                .containsEntry(Verdict.RECORDS_KEPT, 1L);
        assertThat(palimpsest
                        .consider(Act.RESTORE, Selection.of(keys(1)), refused -> {})
                        .refused())
                .isEqualTo(Map.of("records-kept", 1L));
        ProofReport proof = prove(palimpsest);
        assertThat(proof.findings()).isEmpty();
        assertThat(proof.hitsOf("kept")).isPositive();
        assertThat(proof.keptRecords()).singleElement().satisfies(kept -> {
            assertThat(kept.rows()).isEqualTo(1);
            assertThat(kept.lastDay()).isEqualTo("2026-12-31");
        });
    }

    @Test
    void a_note_about_somebody_else_is_swept() {
        club.member(1, "Annegret", "Brandtstetter")
                .member(2, "Bert", "Claasen")
                .contract(2, "2026-01-01", null)
                .sql(
                        "insert into note (member_id, text) values (2, 'trains with Annegret Brandtstetter, annegret.1@mail.example')")
                .sql("insert into note (member_id, text) values (null, 'call annegret.1@mail.example')");

        RunResult result = run(palimpsest);

        assertThat(result.swept()).isEqualTo(Map.of("public.note.text", 2L));
        assertThat(club.database().rows("select text from note order by id"))
                .containsExactly("trains with […]", "call […]");
        assertThat(prove(palimpsest).findings()).isEmpty();
    }

    @Test
    void what_a_trigger_copies_during_the_run_is_treated_too() {
        club.member(1, "Anna", "Brandt");

        run(palimpsest);

        assertThat(club.database().count("select count(*) from audit_log")).isPositive();
        assertThat(club.database().rows("select old_row::text from audit_log").toString())
                .doesNotContain("Brandt", "anna.1@", "M-771");
        assertThat(prove(palimpsest).findings()).isEmpty();
    }

    @Test
    void a_stored_proof_is_shown_again_and_needs_its_home() {
        club.member(1, "Anna", "Brandt");
        run(palimpsest);
        ProofReport proof = prove(palimpsest);

        assertThat(prove(palimpsest)).isEqualTo(proof);
        Palimpsest elsewhere = Palimpsest.attach(
                        club.database().dataSource(), palimpsest.map(), Home.at(directory.resolve("other")))
                .with(ClubFixture.noonOf(ClubFixture.TODAY));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> prove(elsewhere)))
                .hasMessageContaining("PAL-RUN-011");
    }
}

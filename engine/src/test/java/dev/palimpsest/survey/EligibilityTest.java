package dev.palimpsest.survey;

import static dev.palimpsest.ClubFixture.TODAY;
import static dev.palimpsest.ClubFixture.noonOf;
import static dev.palimpsest.ClubFixture.survey;
import static dev.palimpsest.ClubFixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may go and who may not, on each side of every boundary. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class EligibilityTest {
    @AutoClose
    private final ClubFixture club;

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    EligibilityTest(TestDatabase.Product product) {
        club = ClubFixture.create(product);
    }

    @BeforeEach
    void attach() {
        palimpsest = club.attach(directory);
    }

    // the six conditions

    @Test
    @Requirement("MG-09")
    void a_member_whom_nothing_holds_may_go() {
        club.member(1, "Anna", "Brandt");

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.verdict()).isEqualTo(Verdict.ELIGIBLE);
        assertThat(anna.releasable()).isTrue();
        assertThat(anna.blockedBy()).isEmpty();
        assertThat(anna.reason()).isEqualTo("eligible");
    }

    @ParameterizedTest
    @Requirement("MG-03")
    @CsvSource(
            nullValues = "never",
            value = {
                "2020-01-01, 2026-11-21, ELIGIBLE, ended yesterday",
                "2020-01-01, 2026-11-22, BLOCKED, ends today",
                "2020-01-01, 2026-11-23, BLOCKED, ends tomorrow",
                "2020-01-01, never, BLOCKED, runs without an end",
                "2026-11-23, 2027-11-22, BLOCKED, starts tomorrow",
                "2027-06-01, never, BLOCKED, starts next year",
            })
    void keeps_a_member_with_a_current_or_future_contract(String starts, String ends, Verdict expected, String which) {
        club.member(1, "Anna", "Brandt").contract(1, starts, ends);

        assertThat(verdict(palimpsest, 1)).as(which).isEqualTo(expected);
    }

    @ParameterizedTest
    @Requirement("MG-04")
    @CsvSource({"0.00, ELIGIBLE", "0.01, BLOCKED", "-0.01, BLOCKED"})
    void keeps_a_member_whose_account_is_not_balanced_to_the_cent(String balance, Verdict expected) {
        club.member(1, "Anna", "Brandt").sql("update account set balance = " + balance);

        assertThat(verdict(palimpsest, 1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @Requirement("MG-05")
    @CsvSource({"0, ELIGIBLE", "1, BLOCKED"})
    void keeps_a_member_in_a_dunning_level(int level, Verdict expected) {
        club.member(1, "Anna", "Brandt").sql("update account set dunning_level = " + level);

        assertThat(verdict(palimpsest, 1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @Requirement("MG-06")
    @CsvSource({"null, BLOCKED", "'date ''2026-11-22''', ELIGIBLE"})
    void keeps_a_member_in_collection(String closedOn, Verdict expected) {
        club.member(1, "Anna", "Brandt")
                .sql("insert into collection (member_id, closed_on) values (1, " + closedOn + ")");

        assertThat(verdict(palimpsest, 1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @Requirement("MG-07")
    @CsvSource({"0.00, ELIGIBLE", "0.01, BLOCKED"})
    void keeps_a_member_with_open_credit(String credit, Verdict expected) {
        club.member(1, "Anna", "Brandt").sql("update account set credit = " + credit);

        assertThat(verdict(palimpsest, 1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @Requirement("MG-08")
    @CsvSource({"OPEN, BLOCKED", "DONE, ELIGIBLE"})
    void keeps_a_member_with_an_open_task_though_no_foreign_key_says_whose_it_is(String status, Verdict expected) {
        club.member(1, "Anna", "Brandt").sql("insert into task (member_id, status) values (1, '" + status + "')");

        assertThat(verdict(palimpsest, 1)).isEqualTo(expected);
    }

    @Test
    @Requirement("MG-09")
    void one_unmet_condition_is_enough_and_every_unmet_one_is_named() {
        club.member(1, "Anna", "Brandt")
                .contract(1, "2026-11-23", null)
                .sql("update account set balance = -0.01, dunning_level = 1, credit = 5")
                .sql("insert into collection (member_id) values (1)")
                .sql("insert into task (member_id, status) values (1, 'OPEN')");

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(anna.releasable()).isFalse();
        assertThat(anna.blockers()).containsExactly("balance", "collection", "contract", "credit", "dunning", "task");

        club.sql("update contract set ends_on = '2026-11-21'", "update account set dunning_level = 0, credit = 0")
                .sql("update collection set closed_on = '2026-11-21'", "update task set status = 'DONE'");
        assertThat(survey(palimpsest).get(1L).blockers()).containsExactly("balance");

        club.sql("update account set balance = 0");
        assertThat(verdict(palimpsest, 1)).isEqualTo(Verdict.ELIGIBLE);
    }

    @Test
    @Requirement("MG-09")
    void a_neighbours_blockers_hold_nobody_else() {
        club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen").contract(2, "2026-01-01", null);

        assertThat(verdict(palimpsest, 1)).isEqualTo(Verdict.ELIGIBLE);
        assertThat(verdict(palimpsest, 2)).isEqualTo(Verdict.BLOCKED);
    }

    // shown with reason and until when

    @Test
    @Requirement({"MG-11", "AX-10"})
    void a_blocked_member_is_shown_with_the_reason_the_day_it_ends_and_where_to_mend_it() {
        club.member(1, "Anna", "Brandt").contract(1, "2026-01-01", "2027-03-31");

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.reason()).isEqualTo("contract");
        assertThat(anna.blockedUntil()).isEqualTo("2027-03-31");
        assertThat(anna.blockedBy()).singleElement().satisfies(by -> {
            assertThat(by.message("en")).isEqualTo("Contract C-1 runs until 31 Mar 2027.");
            assertThat(by.message("de")).isEqualTo("Vertrag C-1 läuft bis 31.03.2027.");
            assertThat(by.link()).isEqualTo("https://club.example/contracts/C-1");
        });
    }

    @Test
    void the_latest_contract_decides_until_when() {
        club.member(1, "Anna", "Brandt")
                .contract(1, "2026-01-01", "2026-12-31")
                .contract(1, "2027-01-01", "2028-12-31");

        assertThat(survey(palimpsest).get(1L).blockedUntil()).isEqualTo("2028-12-31");
    }

    @Test
    void a_blocker_without_a_known_end_leaves_the_end_open() {
        club.member(1, "Anna", "Brandt").contract(1, "2026-01-01", "2026-12-31").sql("update account set balance = 12");

        assertThat(survey(palimpsest).get(1L).blockedUntil()).isNull();
    }

    @Test
    void more_causes_than_anybody_reads_are_cut_but_the_longest_stays() {
        club.member(1, "Anna", "Brandt");
        for (int days = 1; days <= 40; days++) {
            club.contract(
                    1, "2020-01-01", LocalDate.of(2027, 1, 1).plusDays(days).toString());
        }

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.blockedUntil()).isEqualTo("2027-02-10");
        assertThat(anna.blockers()).containsExactly("contract");
    }

    @Test
    @Requirement({"MG-11", "AX-10", "MG-24"})
    void the_preview_names_who_cannot_go_and_leaves_them_out() {
        club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen").contract(2, "2026-01-01", null);
        List<Assessment> skipped = new ArrayList<>();

        Preview preview = palimpsest.preview(Selection.eligible(), skipped::add);

        assertThat(preview.keys()).isEqualTo(ClubFixture.keys(1));
        assertThat(preview.blocked()).containsExactly(Map.entry("contract", 1L));
        assertThat(skipped).extracting(one -> one.key().value()).containsExactly("2");
    }

    @Test
    void a_blocker_that_only_warns_holds_nobody_but_is_shown() {
        palimpsest = club.attach(
                directory,
                ClubFixture.mapWith(
                        "where: \"status <> 'DONE'\", message", "where: \"status <> 'DONE'\", level: warns, message"));
        club.member(1, "Anna", "Brandt").sql("insert into task (member_id, status) values (1, 'OPEN')");

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.verdict()).isEqualTo(Verdict.ELIGIBLE);
        assertThat(anna.warnings()).containsExactly("task");
        assertThat(palimpsest.survey(each -> {}).warned()).containsExactly(Map.entry("task", 1L));
    }

    // whom

    @ParameterizedTest
    @Requirement({"MG-01", "MG-14"})
    @CsvSource({"PROSPECT, ELIGIBLE", "FORMER, ELIGIBLE", "ACTIVE, BLOCKED", "UNHEARD_OF, BLOCKED", "STAFF, NEVER"})
    void covers_prospects_and_former_members_only(String status, Verdict expected) {
        club.member(1, "Anna", "Brandt").status(1, status);

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.verdict()).isEqualTo(expected);
        if (expected == Verdict.BLOCKED) {
            assertThat(anna.blockers()).containsExactly("kind");
            assertThat(anna.blockedBy().getFirst().message("en"))
                    .isEqualTo("Is " + (status.equals("ACTIVE") ? "member" : "?")
                            + "; only prospect, former may be anonymised.");
        }
    }

    @Test
    @Requirement("MG-14")
    void a_list_holds_the_asked_kind_only() {
        club.member(1, "Anna", "Brandt").status(1, "PROSPECT");
        club.member(2, "Bert", "Claasen").status(2, "FORMER");

        Preview prospects = palimpsest.preview(new Selection(List.of(), List.of("prospect"), false, 0), skipped -> {});

        assertThat(prospects.keys()).isEqualTo(ClubFixture.keys(1));
    }

    @Test
    void nobody_may_select_whom_the_map_never_gives() {
        club.member(1, "Anna", "Brandt").status(1, "STAFF");

        Preview preview = palimpsest.preview(Selection.of(ClubFixture.keys(1)), skipped -> {});

        assertThat(preview.keys()).isEmpty();
        assertThat(preview.blocked()).containsExactly(Map.entry("never", 1L));
    }

    @Test
    void an_archived_member_goes_only_when_archived_members_are_asked_for() {
        club.member(1, "Anna", "Brandt").status(1, "ARCHIVED");

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.verdict()).isEqualTo(Verdict.ARCHIVED);
        assertThat(anna.releasable()).isTrue();
        assertThat(palimpsest.preview(Selection.eligible(), skipped -> {}).keys())
                .isEmpty();
        assertThat(palimpsest
                        .preview(new Selection(List.of(), List.of(), true, 0), skipped -> {})
                        .keys())
                .isEqualTo(ClubFixture.keys(1));
    }

    @Test
    void an_archived_member_with_a_blocker_does_not_go() {
        club.member(1, "Anna", "Brandt").status(1, "ARCHIVED").contract(1, "2026-01-01", null);

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.releasable()).isFalse();
        assertThat(anna.reason()).isEqualTo("contract");
    }

    @Test
    void an_archived_member_who_came_lately_does_not_go() {
        club.member(1, "Anna", "Brandt").status(1, "ARCHIVED").checkIn(1, "2026-11-01 10:00");

        assertThat(survey(palimpsest).get(1L).releasable()).isFalse();
    }

    // since when

    @ParameterizedTest
    @Requirement({"PL-04", "PL-06"})
    @CsvSource({
        "2026-02-22 12:00, ELIGIBLE, exactly nine months ago",
        "2026-02-21 12:00, ELIGIBLE, a day longer",
        "2026-02-23 12:00, ACTIVE, a day less",
        "2026-11-22 11:59, ACTIVE, today",
        "2027-01-05 10:00, ACTIVE, booked for next year",
    })
    void nine_months_without_activity_count_as_inactive_the_boundary_included(
            String lastCheckIn, Verdict expected, String which) {
        club.member(1, "Anna", "Brandt").checkIn(1, lastCheckIn);

        assertThat(verdict(palimpsest, 1)).as(which).isEqualTo(expected);
    }

    @ParameterizedTest
    @Requirement("PL-04")
    @CsvSource({
        "P6M, 2026-05-22, ELIGIBLE",
        "P6M, 2026-05-23, ACTIVE",
        "P2Y, 2024-11-22, ELIGIBLE",
        "P2Y, 2024-11-23, ACTIVE",
        "P90D, 2026-08-24, ELIGIBLE",
        "P90D, 2026-08-25, ACTIVE",
        "P1Y1M1W1D, 2025-10-14, ELIGIBLE",
        "P1Y1M1W1D, 2025-10-15, ACTIVE",
    })
    void the_length_is_the_owners_to_set(String length, String lastCheckIn, Verdict expected) {
        palimpsest = club.attach(directory, ClubFixture.mapWith("P9M", length));
        club.bare(1, "Anna", "Brandt").checkIn(1, lastCheckIn + " 12:00");

        assertThat(verdict(palimpsest, 1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @Requirement("PL-04")
    @CsvSource({
        "2026-05-31, 2025-08-31, ELIGIBLE, August has a 31st",
        "2026-05-31, 2025-09-01, ACTIVE, a day later",
        "2026-07-31, 2025-10-31, ELIGIBLE, October has a 31st",
        "2026-08-31, 2025-11-30, ELIGIBLE, November ends on the 30th",
        "2026-08-31, 2025-12-01, ACTIVE, and the next month is too late",
        "2026-11-30, 2026-02-28, ELIGIBLE, February ends on the 28th",
        "2026-11-28, 2026-02-28, ELIGIBLE, and counts from the 28th on",
        "2026-11-27, 2026-02-28, ACTIVE, but no day earlier",
        "2026-11-30, 2026-03-01, ACTIVE, March is March",
        "2028-11-30, 2028-02-29, ELIGIBLE, a leap year",
        "2028-11-28, 2028-02-29, ACTIVE, a leap day counts as itself",
        "2028-11-29, 2028-02-29, ELIGIBLE, from its own day on",
    })
    void at_the_end_of_a_month_the_last_day_stands_for_days_that_are_not_there(
            LocalDate today, String lastCheckIn, Verdict expected, String which) {
        club.bare(1, "Anna", "Brandt").checkIn(1, lastCheckIn + " 12:00");

        assertThat(verdict(palimpsest.with(noonOf(today)), 1)).as(which).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-22T22:59:59Z, ELIGIBLE, 23:59:59 of the 22nd in Berlin",
        "2026-02-22T23:00:00Z, ACTIVE, midnight in Berlin: the 23rd has begun",
        "2026-02-22T23:30:00Z, ACTIVE, still the 22nd in London but the 23rd in Berlin",
    })
    void an_instant_belongs_to_the_day_it_has_in_the_business_time_zone(
            Instant instant, Verdict expected, String which) {
        club.bare(1, "Anna", "Brandt").checkIn(1, instant);

        assertThat(verdict(palimpsest, 1)).as(which).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-11-21T23:30, 2026-11-21",
        "Europe/Berlin, 2026-11-22T00:30, 2026-11-22",
        "Asia/Tokyo, 2026-11-21T23:30, 2026-11-22",
        "America/New_York, 2026-11-22T00:30, 2026-11-21",
    })
    void what_day_it_is_depends_on_the_business_time_zone(String zone, String berlin, LocalDate today) {
        palimpsest = club.attach(directory, ClubFixture.mapWith("Europe/Berlin", zone))
                .with(ClubFixture.at(java.time.LocalDateTime.parse(berlin)));

        assertThat(palimpsest.survey(each -> {}).moment().today()).isEqualTo(today);
    }

    @Test
    void a_database_in_another_time_zone_changes_nothing() {
        club.bare(1, "Anna", "Brandt")
                .checkIn(1, Instant.parse("2026-02-22T22:59:59Z"))
                .bare(2, "Bert", "Claasen")
                .checkIn(2, Instant.parse("2026-02-22T23:00:00Z"));

        Palimpsest elsewhere = club.attach(
                club.database()
                        .dataSource(
                                switch (club.database().product()) {
                                    case POSTGRESQL -> "options=-c%20TimeZone=Pacific/Kiritimati";
                                    case MARIADB -> "sessionVariables=time_zone='Pacific/Kiritimati'";
                                }),
                directory,
                ClubFixture.map());

        assertThat(verdict(elsewhere, 1)).isEqualTo(Verdict.ELIGIBLE);
        assertThat(verdict(elsewhere, 2)).isEqualTo(Verdict.ACTIVE);
    }

    @Test
    @Requirement({"PL-02", "PL-15"})
    void the_newest_activity_of_any_kind_counts_and_is_named() {
        club.member(1, "Anna", "Brandt").invoice(10, 1, "2025-06-30", "Anna Brandt");

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.lastActivity()).isEqualTo("2025-06-30");
        assertThat(anna.lastActivityBy()).isEqualTo("invoice");
    }

    @Test
    @Requirement("PL-15")
    void what_counts_as_activity_is_the_owners_to_choose() {
        palimpsest = club.attach(directory, ClubFixture.mapWith("  invoice: {table: invoice, at: issued_on}\n", ""));
        club.member(1, "Anna", "Brandt").invoice(10, 1, "2026-11-01", "Anna Brandt");

        assertThat(verdict(palimpsest, 1)).isEqualTo(Verdict.ELIGIBLE);
    }

    @Test
    void without_activity_and_creation_date_nobody_counts_as_inactive() {
        club.bare(1, "Anna", "Brandt");

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.verdict()).isEqualTo(Verdict.UNKNOWN_ACTIVITY);
        assertThat(anna.releasable()).isFalse();
        assertThat(anna.lastActivity()).isNull();
        assertThat(palimpsest.preview(Selection.eligible(), skipped -> {}).keys())
                .isEmpty();
        assertThat(palimpsest.survey(each -> {}).inactive()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2026-02-22 12:00, ELIGIBLE", "2026-02-23 12:00, ACTIVE"})
    void the_creation_date_counts_where_there_is_no_activity(String createdAt, Verdict expected) {
        club.bare(1, "Anna", "Brandt").created(1, createdAt);

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.verdict()).isEqualTo(expected);
        assertThat(anna.lastActivityBy()).isEqualTo("born-into-system");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-22 12:00, ELIGIBLE, 2026-02-22, born-into-system",
        "2026-02-23 12:00, ACTIVE, 2026-02-23, born-into-system",
        "2026-11-22 12:00, ACTIVE, 2026-11-22, born-into-system",
        "2026-11-23 12:00, ELIGIBLE, 2025-01-10, check-in",
        "2025-01-10 12:00, ELIGIBLE, 2025-01-10, check-in",
        "2024-12-31 12:00, ELIGIBLE, 2025-01-10, check-in"
    })
    void nobody_was_active_before_the_record_of_them_was_made(
            String createdAt, Verdict expected, LocalDate last, String by) {
        club.member(1, "Anna", "Brandt").created(1, createdAt);

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.verdict()).isEqualTo(expected);
        assertThat(anna.lastActivity()).isEqualTo(last);
        assertThat(anna.lastActivityBy()).isEqualTo(by);
        assertThat(palimpsest.surveyCounts(Inactivity.OF_THE_MAP, quiet -> {}))
                .isEqualTo(palimpsest.survey(each -> {}));
    }

    /** "Never logged in", as applications write it. */
    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01 12:00", "1980-01-01 12:00"})
    void a_date_that_stands_for_never_makes_nobody_inactive_who_has_just_come(String sentinel) {
        club.bare(1, "Anna", "Brandt").checkIn(1, sentinel).created(1, "2026-11-20 12:00");

        assertThat(survey(palimpsest).get(1L).verdict()).isEqualTo(Verdict.ACTIVE);
        assertThat(palimpsest.preview(Selection.eligible(), skipped -> {}).keys())
                .isEmpty();
    }

    // the survey as a whole

    @Test
    @Requirement("PL-01")
    void the_numbers_of_a_survey_add_up() {
        club.member(1, "Anna", "Brandt")
                .member(2, "Bert", "Claasen")
                .contract(2, "2026-01-01", null)
                .member(3, "Cora", "Dietz")
                .checkIn(3, "2026-11-20 10:00")
                .bare(4, "Dirk", "Eggers")
                .member(5, "Elli", "Franke")
                .status(5, "STAFF")
                .member(6, "Fritz", "Gerdes")
                .status(6, "ARCHIVED")
                .member(7, "Gerd", "Hansen")
                .status(7, "ACTIVE");

        SurveyResult result = palimpsest.survey(each -> {});

        assertThat(result.subjects()).isEqualTo(7);
        assertThat(result.verdicts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(7);
        assertThat(result.inactive()).isEqualTo(3);
        assertThat(result.eligible()).isEqualTo(1);
        assertThat(result.blocked())
                .isEqualTo(Map.of(
                        "balance",
                        0L,
                        "collection",
                        0L,
                        "contract",
                        1L,
                        "credit",
                        0L,
                        "dunning",
                        0L,
                        "task",
                        0L,
                        "kind",
                        1L));
    }

    @Test
    void the_survey_does_not_depend_on_the_language_of_the_machine() {
        Locale before = Locale.getDefault();
        club.member(1, "Anna", "Brandt");
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(survey(palimpsest).get(1L).verdict().word()).isEqualTo("eligible");
        } finally {
            Locale.setDefault(before);
        }
        assertThat(palimpsest.survey(each -> {}).moment()).isEqualTo(new Moment(TODAY, LocalDate.of(2026, 2, 22)));
    }
}

package dev.palimpsest.survey;

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
import java.util.List;
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

/** Who may go and who may not, on each side of every boundary; {@link InactivityTest} has those of time. */
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
}

package dev.palimpsest.act;

import static dev.palimpsest.ClubFixture.keys;
import static dev.palimpsest.ClubFixture.survey;
import static dev.palimpsest.ClubFixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.InstituteFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.ledger.Hold;
import dev.palimpsest.ledger.HoldReason;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.merge.MergeRequest;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** While a legal hold holds, nothing that hides or destroys is done to its subject. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class HoldTest {
    @AutoClose
    private final InstituteFixture institute;

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    private final TestDatabase.Product product;

    HoldTest(TestDatabase.Product product) {
        this.product = product;
        institute = InstituteFixture.create(product);
    }

    @BeforeEach
    void attach() {
        palimpsest = institute
                .attach(directory)
                .with(new RunSettings(100, 20, Duration.ofMillis(200), 20, Duration.ofMillis(50), 1));
        institute.participant(1).status(1, "INACTIVE").participant(2).status(2, "INACTIVE");
    }

    private Hold hold(long key, LocalDate until) {
        return palimpsest
                .holds()
                .place(keys(key), HoldReason.LITIGATION, "AZ 7 O 12/26", until, "officer")
                .getFirst();
    }

    @Test
    void a_held_person_is_blocked_with_the_reason_and_everybody_else_may_go() {
        hold(1, LocalDate.of(2027, 1, 31));

        Assessment held = survey(palimpsest).get(1L);
        assertThat(held.verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(held.held()).isTrue();
        assertThat(held.blockers()).containsExactly("legal-hold");
        assertThat(held.blockedUntil()).isEqualTo("2027-01-31");
        assertThat(held.blockedBy().getFirst().message("en")).isEqualTo("Legal hold: a lawsuit.");
        assertThat(held.permitted()).containsExactly(Act.RESTORE);
        assertThat(survey(palimpsest).get(2L).permits(Act.ANONYMISE)).isTrue();
        assertThat(palimpsest.survey(each -> {}).blocked()).containsEntry("legal-hold", 1L);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-30, 2026-11-30, BLOCKED", "2026-11-30, 2026-12-01, ELIGIBLE", ", 2040-01-01, BLOCKED"})
    void a_hold_holds_through_its_last_day_and_without_one_until_it_is_lifted(
            LocalDate endsOn, LocalDate today, Verdict expected) {
        hold(1, endsOn);

        assertThat(verdict(palimpsest.with(InstituteFixture.noonOf(today)), 1)).isEqualTo(expected);
    }

    @Test
    void a_lifted_hold_holds_no_more_and_stays_written_down() {
        hold(1, null);

        assertThat(palimpsest.holds().lift(keys(1), "chief")).hasSize(1);
        assertThat(palimpsest.holds().lift(keys(1), "chief")).isEmpty();

        assertThat(verdict(palimpsest, 1)).isEqualTo(Verdict.ELIGIBLE);
        Hold kept = palimpsest.holds().all().getFirst();
        assertThat(kept.reference()).isEqualTo("AZ 7 O 12/26");
        assertThat(kept.placedBy()).isEqualTo("officer");
        assertThat(kept.liftedBy()).isEqualTo("chief");
    }

    @Test
    void several_holds_hold_until_the_last_is_gone() {
        hold(1, LocalDate.of(2026, 12, 1));
        hold(1, LocalDate.of(2027, 6, 1));

        assertThat(survey(palimpsest).get(1L).blockedUntil()).isEqualTo("2027-06-01");
        assertThat(verdict(palimpsest.with(InstituteFixture.noonOf(LocalDate.of(2027, 1, 1))), 1))
                .isEqualTo(Verdict.BLOCKED);
    }

    @Test
    void a_hold_placed_between_preview_and_run_is_honoured() {
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        assertThat(preview.keys()).hasSize(2);
        hold(1, null);

        RunResult result = ClubFixture.run(palimpsest, preview);

        assertThat(result.done()).isEqualTo(1);
        assertThat(result.reasons()).isEqualTo(Map.of("legal-hold", 1L));
        assertThat(institute.database().rows("select name from participant where id = 1"))
                .containsExactly("Wilhelmina Achternaam1");
    }

    @Test
    void a_hold_forbids_deactivating_and_archiving_but_not_bringing_back() {
        institute.participant(3);
        hold(3, null);
        hold(1, null);

        assertThat(palimpsest
                        .consider(Act.DEACTIVATE, Selection.of(keys(3)), refused -> {})
                        .refused())
                .isEqualTo(Map.of("legal-hold", 1L));
        assertThat(palimpsest
                        .consider(Act.ARCHIVE, Selection.of(keys(1)), refused -> {})
                        .refused())
                .isEqualTo(Map.of("legal-hold", 1L));
        assertThat(palimpsest
                        .change(Act.RESTORE, Selection.of(keys(1)), 1, "test")
                        .done())
                .isEqualTo(1);
    }

    @Test
    void who_was_anonymised_cannot_be_held_any_more_and_no_other_hold_is_placed_then() {
        ClubFixture.run(palimpsest, Selection.of(keys(1)));

        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> palimpsest.holds().place(keys(1, 2), HoldReason.CLAIM, "", null, "officer"))
                .matches(refusal -> refusal.code() == ErrorCode.HOLD_TOO_LATE)
                .withMessageContaining("1 of the 2");
        assertThat(palimpsest.holds().all()).isEmpty();
    }

    @Test
    void a_hold_waits_for_whoever_treats_the_person_and_then_sees_that_it_is_too_late() throws Exception {
        String sleepers = slowDown();
        Preview preview = palimpsest.preview(Selection.of(keys(1)), skipped -> {});

        CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> ClubFixture.run(palimpsest, preview));
        while (!run.isDone() && institute.database().count(sleepers) == 0) {
            Thread.sleep(5);
        }

        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> hold(1, null))
                .matches(refusal -> refusal.code() == ErrorCode.HOLD_TOO_LATE);
        assertThat(run.get().done()).isEqualTo(1);
    }

    /** Makes every change of a participant slow; returns a query that counts who is at one. */
    private String slowDown() {
        boolean postgresql = product == TestDatabase.Product.POSTGRESQL;
        institute.sql(product.trigger(
                "slow", "before update on participant", postgresql ? "perform pg_sleep(0.7);" : "do sleep(0.7);"));
        return postgresql
                ? "select count(*) from pg_stat_activity where wait_event = 'PgSleep'"
                : "select count(*) from information_schema.processlist where state = 'User sleep'";
    }

    @Test
    void neither_of_two_profiles_may_be_held_when_they_are_merged() {
        institute.participant(3).status(3, "INACTIVE").participant(4).status(4, "INACTIVE");
        MergeRequest both = new MergeRequest(keys(3).getFirst(), keys(4).getFirst(), MergeReason.DUPLICATE, false);
        assertThat(palimpsest.merge(both).moved()).isNotEmpty();
        hold(4, null);

        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> palimpsest.merge(both))
                .matches(refusal -> refusal.code() == ErrorCode.MERGE_REFUSED)
                .withMessageContaining("legal hold");
        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> palimpsest.merge(both, "yes", "test"))
                .matches(refusal -> refusal.code() == ErrorCode.MERGE_REFUSED);
        assertThat(institute.database().count("select count(*) from participant where id = 3"))
                .isEqualTo(1);
    }

    @Test
    void a_record_that_somebody_holds_all_the_time_cannot_be_held_and_that_is_said() throws SQLException {
        palimpsest = palimpsest.with(new RunSettings(100, 20, Duration.ofMillis(200), 1, Duration.ofMillis(5), 1));
        Connection clerk = institute.database().connection();
        clerk.setAutoCommit(false);
        try (Statement statement = clerk.createStatement()) {
            statement.execute("update participant set name = name where id = 1");
        }

        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> hold(1, null))
                .matches(refusal -> refusal.code() == ErrorCode.HOLD_BUSY);
        clerk.rollback();
        assertThat(hold(1, null).key()).isEqualTo(keys(1).getFirst());
    }

    @Test
    void a_hold_on_nobody_or_with_an_end_that_is_past_is_refused() {
        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> hold(99, null))
                .matches(refusal -> refusal.code() == ErrorCode.HOLD_UNKNOWN_SUBJECT);
        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> hold(1, LocalDate.of(2026, 11, 21)))
                .matches(refusal -> refusal.code() == ErrorCode.BAD_ARGUMENT);
        assertThat(hold(1, LocalDate.of(2026, 11, 22)).endsOn()).isEqualTo("2026-11-22");
    }
}

package dev.palimpsest.survey;

import static dev.palimpsest.ClubFixture.survey;
import static dev.palimpsest.ClubFixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.InstituteFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RunEvent;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A business whose application has an inactive status of its own: first inactive, then anonymous. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class InactiveFirstTest {
    @AutoClose
    private final InstituteFixture institute;

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    InactiveFirstTest(TestDatabase.Product product) {
        institute = InstituteFixture.create(product);
    }

    @BeforeEach
    void attach() {
        palimpsest = institute.attach(directory);
    }

    @ParameterizedTest
    @Requirement("PL-07")
    @CsvSource({
        "2027-10-22, BLOCKED, due in 11 months",
        "2027-11-22, BLOCKED, due in a year to the day",
        "2027-11-23, DEACTIVATE_FIRST, due a day later",
        "2027-12-22, DEACTIVATE_FIRST, due in 13 months",
        "2026-11-22, BLOCKED, due today",
        "2026-11-21, DEACTIVATE_FIRST, was due yesterday",
    })
    void a_refresher_due_within_a_year_keeps_a_participant(String due, Verdict expected, String which) {
        institute.participant(1).refresher(1, due);

        assertThat(verdict(palimpsest, 1)).as(which).isEqualTo(expected);
    }

    @ParameterizedTest
    @Requirement("PL-08")
    @CsvSource({"2026-11-22, BLOCKED, today", "2027-03-01, BLOCKED, next year", "2026-11-21, DEACTIVATE_FIRST, past"})
    void a_planned_course_keeps_a_participant(String day, Verdict expected, String which) {
        institute.participant(1).planned(1, day);

        assertThat(verdict(palimpsest, 1)).as(which).isEqualTo(expected);
    }

    @ParameterizedTest
    @Requirement("PL-09")
    @CsvSource({"0.01, BLOCKED", "-0.01, BLOCKED", "0.00, DEACTIVATE_FIRST"})
    void an_open_invoice_line_keeps_a_participant(String open, Verdict expected) {
        institute.participant(1).open(1, open);

        assertThat(verdict(palimpsest, 1)).isEqualTo(expected);
    }

    @Test
    @Requirement("PL-10")
    void all_three_conditions_must_be_met_together() {
        institute
                .participant(1)
                .refresher(1, "2027-10-22")
                .planned(1, "2027-01-05")
                .open(1, "12.00");

        assertThat(survey(palimpsest).get(1L).blockers()).containsExactly("invoice", "planned", "refresher");

        institute.sql("delete from certificate", "delete from planned");
        assertThat(survey(palimpsest).get(1L).blockers()).containsExactly("invoice");

        institute.sql("delete from invoice_line");
        assertThat(verdict(palimpsest, 1)).isEqualTo(Verdict.DEACTIVATE_FIRST);
    }

    @Test
    @Requirement("PL-11")
    void only_who_is_inactive_in_the_application_may_be_anonymised() {
        institute.participant(1).participant(2).status(2, "INACTIVE");

        Map<Long, Assessment> survey = survey(palimpsest);
        assertThat(survey.get(1L).verdict()).isEqualTo(Verdict.DEACTIVATE_FIRST);
        assertThat(survey.get(1L).permitted()).containsExactly(Act.DEACTIVATE);
        assertThat(survey.get(1L).reason()).isEqualTo("deactivate-first");
        assertThat(survey.get(2L).verdict()).isEqualTo(Verdict.ELIGIBLE);
        assertThat(survey.get(2L).permitted()).containsExactly(Act.ARCHIVE, Act.RESTORE, Act.ANONYMISE);

        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        assertThat(preview.keys()).isEqualTo(ClubFixture.keys(2));
        assertThat(preview.blocked()).isEqualTo(Map.of("deactivate-first", 1L));
    }

    @Test
    @Requirement("PL-11")
    void who_is_set_active_again_before_the_run_is_skipped() {
        institute.participant(1).participant(2).status(1, "INACTIVE").status(2, "INACTIVE");
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});

        institute.status(2, "ACTIVE");
        var result = ClubFixture.run(palimpsest, preview);

        assertThat(result.done()).isEqualTo(1);
        assertThat(result.reasons()).isEqualTo(Map.of("deactivate-first", 1L));
        assertThat(institute.database().rows("select name from participant where id = 2"))
                .containsExactly("Wilhelmina Achternaam2");
    }

    @Test
    @Requirement("PL-11")
    void where_the_map_keeps_no_order_nobody_need_be_deactivated() {
        palimpsest =
                institute.attach(directory, InstituteFixture.mapWith("inactive-first: true", "inactive-first: false"));
        institute.participant(1);

        assertThat(survey(palimpsest).get(1L).permitted()).containsExactly(Act.DEACTIVATE, Act.ARCHIVE, Act.ANONYMISE);
    }

    @Test
    @Requirement({"PL-12", "PL-13"})
    void inactive_participants_do_not_count_and_the_survey_says_what_deactivating_would_save() {
        institute
                .participant(1)
                .participant(2)
                .participant(3)
                .open(3, "12.00")
                .participant(4)
                .attended(4, "2026-11-20")
                .participant(5)
                .status(5, "INACTIVE")
                .participant(6)
                .status(6, "ARCHIVED");

        SurveyResult.Subscription subscription = palimpsest.survey(each -> {}).subscription();

        assertThat(subscription).isEqualTo(new SurveyResult.Subscription(4, 2));
    }

    @Test
    @Requirement("PL-12")
    void without_a_word_on_the_subscription_nothing_is_said_of_it() {
        palimpsest =
                institute.attach(directory, InstituteFixture.mapWith("  subscription: \"status = 'ACTIVE'\"\n", ""));
        institute.participant(1);

        assertThat(palimpsest.survey(each -> {}).subscription()).isNull();
    }

    @Test
    @Requirement("PL-14")
    void that_nothing_happened_and_the_status_inactive_are_two_things() {
        institute
                .participant(1)
                .participant(2)
                .status(2, "INACTIVE")
                .participant(3)
                .status(3, "INACTIVE")
                .attended(3, "2026-11-20");

        Map<Long, Assessment> survey = survey(palimpsest);
        assertThat(survey.get(1L).isInactive()).isTrue();
        assertThat(survey.get(1L).state()).isEqualTo(RecordState.IN_USE);
        assertThat(survey.get(2L).isInactive()).isTrue();
        assertThat(survey.get(2L).state()).isEqualTo(RecordState.DEACTIVATED);
        assertThat(survey.get(3L).isInactive()).isFalse();
        assertThat(survey.get(3L).state()).isEqualTo(RecordState.DEACTIVATED);
        assertThat(survey.get(3L).verdict()).isEqualTo(Verdict.ACTIVE);
        assertThat(palimpsest.survey(each -> {}).deactivated()).isEqualTo(2);
    }

    // what counts as activity, and how long

    @Test
    @Requirement("PL-15")
    void taking_a_course_and_doing_anything_at_all_are_two_definitions_of_activity() {
        institute.participant(1).status(1, "INACTIVE").loggedIn(1, "2026-11-20");

        assertThat(verdict(palimpsest, 1)).isEqualTo(Verdict.ACTIVE);
        assertThat(eligibleBy(null, "course")).isEqualTo(1);
        assertThat(eligibleBy(null, "login")).isZero();
        assertThat(eligibleBy(null, "login", "course")).isZero();
    }

    @ParameterizedTest
    @Requirement("PL-04")
    @CsvSource({
        "P6M, 2026-05-22, 1",
        "P6M, 2026-05-23, 0",
        "P9M, 2026-02-22, 1",
        "P9M, 2026-02-23, 0",
        "P3D, 2026-11-19, 1",
        "P3D, 2026-11-20, 0",
    })
    void the_length_can_be_chosen_for_one_survey(Period length, String lastCourse, long eligible) {
        institute.participant(1).status(1, "INACTIVE").attended(1, lastCourse);

        assertThat(eligibleBy(length)).isEqualTo(eligible);
    }

    @Test
    @Requirement({"PL-04", "PL-15"})
    void a_run_judges_by_the_definition_its_preview_froze() {
        institute
                .participant(1)
                .status(1, "INACTIVE")
                .loggedIn(1, "2026-11-20")
                .participant(2)
                .status(2, "INACTIVE")
                .loggedIn(2, "2026-11-20");
        Selection byCourse = Selection.eligible().with(new Inactivity(Period.ofMonths(6), List.of("course")));
        Preview preview = palimpsest.preview(byCourse, skipped -> {});
        assertThat(preview.moment())
                .isEqualTo(new Moment(InstituteFixture.TODAY, LocalDate.of(2026, 5, 22), List.of("course")));

        institute.attended(2, "2026-05-23");
        var result = ClubFixture.run(palimpsest, preview);

        assertThat(result.done()).isEqualTo(1);
        assertThat(result.reasons()).isEqualTo(Map.of("active", 1L));
    }

    @Test
    @Requirement("PL-15")
    void what_did_not_count_when_somebody_was_anonymised_is_no_activity_afterwards() {
        palimpsest = institute.attach(directory, InstituteFixture.mapWith("login: delete", "login: {keep: all}"));
        institute.participant(1).status(1, "INACTIVE").loggedIn(1, "2026-11-20");
        ClubFixture.run(palimpsest, Selection.eligible().with(new Inactivity(null, List.of("course"))));

        assertThat(survey(palimpsest).get(1L).verdict()).isEqualTo(Verdict.ANONYMISED);
        assertThat(survey(palimpsest).get(1L).activityAfterAnonymisation()).isFalse();

        institute.attended(1, "2026-11-21");
        assertThat(survey(palimpsest).get(1L).activityAfterAnonymisation()).isTrue();
    }

    @Test
    void what_only_the_calendar_has_brought_about_was_not_written_after_the_run() {
        institute.participant(1).status(1, "INACTIVE").refresher(1, "2027-11-23");
        institute.participant(2).status(2, "INACTIVE").planned(2, "2025-01-01");
        ClubFixture.run(palimpsest, Selection.eligible());
        palimpsest = palimpsest.with(InstituteFixture.noonOf(LocalDate.of(2027, 5, 22)));

        assertThat(survey(palimpsest).get(1L).activityAfterAnonymisation()).isFalse();
        assertThat(palimpsest.prove(Optional.empty()).activityAfterAnonymisation())
                .isZero();

        institute.planned(2, "2026-11-20");
        assertThat(survey(palimpsest).get(2L).activityAfterAnonymisation())
                .as("over already")
                .isFalse();
        institute.planned(2, "2027-06-01");
        assertThat(survey(palimpsest).get(2L).activityAfterAnonymisation()).isTrue();
        institute.refresher(1, "2029-01-01");
        assertThat(survey(palimpsest).get(1L).activityAfterAnonymisation())
                .as("a new certificate")
                .isTrue();
    }

    @Test
    void what_was_written_later_is_later_though_the_condition_speaks_of_the_day_of_the_run_no_more() {
        institute.participant(1).status(1, "INACTIVE");
        ClubFixture.run(palimpsest, Selection.eligible());
        palimpsest = palimpsest.with(InstituteFixture.noonOf(LocalDate.of(2027, 5, 22)));

        institute.refresher(1, "2028-01-01");

        assertThat(survey(palimpsest).get(1L).activityAfterAnonymisation()).isTrue();
    }

    @Test
    void a_date_that_was_moved_later_was_written_later() {
        institute.participant(1).status(1, "INACTIVE").planned(1, "2026-11-20");
        ClubFixture.run(palimpsest, Selection.eligible());
        assertThat(survey(palimpsest).get(1L).activityAfterAnonymisation()).isFalse();

        institute.sql("update planned set starts_on = '2027-06-01'");

        palimpsest = palimpsest.with(InstituteFixture.noonOf(LocalDate.of(2027, 5, 22)));
        assertThat(survey(palimpsest).get(1L).activityAfterAnonymisation()).isTrue();
    }

    @Test
    void an_activity_that_lay_ahead_when_somebody_was_anonymised_is_no_news_when_its_day_comes() {
        palimpsest = institute.attach(
                directory,
                InstituteFixture.mapWith(
                                "course: {table: attendance, at: held_on}",
                                "course: {table: attendance, at: held_on, where: 'held_on <= :today'}")
                        .replace(" and refresh_by <= :today + interval '1' year", ""));
        institute.participant(1).status(1, "INACTIVE").attended(1, "2027-03-01");
        ClubFixture.run(palimpsest, Selection.eligible());
        palimpsest = palimpsest.with(InstituteFixture.noonOf(LocalDate.of(2027, 5, 22)));

        assertThat(survey(palimpsest).get(1L).activityAfterAnonymisation()).isFalse();

        institute.attended(1, "2027-05-20");
        assertThat(survey(palimpsest).get(1L).activityAfterAnonymisation()).isTrue();
    }

    @Test
    void a_mended_map_reaches_whom_only_the_calendar_has_brought_into_a_blocker() {
        institute.participant(1).status(1, "INACTIVE").refresher(1, "2027-11-23");
        institute
                .sql("alter table certificate add column holder varchar(80)")
                .sql("update certificate set holder = 'Wilhelmina Achternaam1'");
        ClubFixture.run(palimpsest, Selection.eligible());
        Palimpsest mended = institute
                .attach(
                        directory,
                        InstituteFixture.mapWith(
                                "certificate: {keep: all}", "certificate: {holder: erase, keep: [refresh_by]}"))
                .with(InstituteFixture.noonOf(LocalDate.of(2026, 11, 23)));

        mended.resume(Optional.empty(), RunEvent.Listener.none());

        assertThat(institute.database().rows("select holder from certificate")).containsExactly("null");
        assertThat(mended.prove(Optional.empty()).findings()).isEmpty();
    }

    @Test
    @Requirement("PL-15")
    void an_activity_that_the_map_does_not_know_is_refused() {
        institute.participant(1);

        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> eligibleBy(null, "curse"))
                .withMessageContaining("knows no activity 'curse'; it knows course, login.")
                .withMessageContaining("Did you mean 'course'?");
    }

    private long eligibleBy(Period length, String... activities) {
        return palimpsest
                .survey(new Inactivity(length, List.of(activities)), each -> {})
                .eligible();
    }
}

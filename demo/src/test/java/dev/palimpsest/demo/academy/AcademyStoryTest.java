package dev.palimpsest.demo.academy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.act.ActResult;
import dev.palimpsest.demo.Business.Order;
import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningPostgres;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.BlockedBy;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.SurveyResult;
import dev.palimpsest.survey.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the institute wants of its participants' list, against what the generator knows of them. */
@Tag("database")
final class AcademyStoryTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final int SUBJECTS = 1000;
    private static final long SEED = Long.getLong("seed", 7);

    @TempDir
    private static Path directory;

    private static RunningPostgres postgres;
    private static AcademyContents academy;
    private static Palimpsest palimpsest;
    private static SurveyResult survey;
    private static final Map<Long, Assessment> ASSESSMENTS = new HashMap<>();

    @BeforeAll
    static void create() throws SQLException {
        System.out.println("seed " + SEED);
        postgres = EmbeddedPostgres.temporary().start();
        academy = make("overview");
        palimpsest = attach("overview");
        survey = palimpsest.survey(
                each -> ASSESSMENTS.put(Long.valueOf(each.key().value()), each));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static AcademyContents make(String database) throws SQLException {
        postgres.createDatabase(database);
        return Academy.make(
                postgres.dataSource(database), new Order(SUBJECTS, SEED, TODAY, directory.resolve(database)));
    }

    private static Palimpsest attach(String database) {
        return Palimpsest.attach(
                        postgres.dataSource(database),
                        PrivacyMapReader.read("academy.yaml", new Academy().map()),
                        Home.at(directory.resolve(database + "-home")))
                .with(Clock.fixed(TODAY.atTime(12, 0).atZone(Academy.ZONE).toInstant(), Academy.ZONE));
    }

    private static Assessment of(BoundaryCase boundary) {
        return ASSESSMENTS.get(academy.key(boundary));
    }

    private static void expect(BoundaryCase boundary, Verdict verdict, String... blockers) {
        assertThat(of(boundary).verdict()).as(boundary.name()).isEqualTo(verdict);
        assertThat(of(boundary).blockers()).as(boundary.name()).containsExactlyInAnyOrder(blockers);
    }

    @Test
    @Requirement({"PL-01", "PL-02"})
    void the_overview_says_of_everybody_when_they_were_last_seen_and_whether_they_may_go() {
        assertThat(ASSESSMENTS).hasSize(SUBJECTS);
        ASSESSMENTS.forEach((key, assessment) -> {
            Expectation expected = academy.expected(key);
            assertThat(assessment.lastActivity()).as("last activity of %d", key).isEqualTo(expected.lastActivity());
            assertThat(assessment.verdict()).as("verdict of %d", key).isEqualTo(expected.verdict());
        });
        assertThat(survey.blocked()).isEqualTo(academy.blockedBy());
    }

    @Test
    @Requirement({"PL-04", "PL-06"})
    void a_last_course_nine_months_ago_to_the_day_is_long_enough_and_a_day_later_is_not() {
        assertThat(of(BoundaryCase.LAST_COURSE_EXACTLY_NINE_MONTHS_AGO).lastActivity())
                .isEqualTo(LocalDate.of(2026, 2, 22));
        expect(BoundaryCase.LAST_COURSE_EXACTLY_NINE_MONTHS_AGO, Verdict.ELIGIBLE);
        expect(BoundaryCase.LAST_COURSE_ONE_DAY_LATER, Verdict.ACTIVE);
        expect(BoundaryCase.NEVER_CAME_CREATED_EXACTLY_NINE_MONTHS_AGO, Verdict.ELIGIBLE);
        expect(BoundaryCase.NEVER_CAME_CREATED_ONE_DAY_LATER, Verdict.ACTIVE);
    }

    @Test
    @Requirement("PL-04")
    void after_six_months_more_people_are_inactive_than_after_nine() {
        SurveyResult six = palimpsest.survey(new Inactivity(Period.ofMonths(6), List.of()), each -> {});

        assertThat(six.moment().cutoff()).isEqualTo(LocalDate.of(2026, 5, 22));
        assertThat(six.inactive()).isGreaterThan(survey.inactive());
    }

    @Test
    @Requirement("PL-07")
    void a_refresher_within_a_year_holds_and_one_later_or_overdue_does_not() {
        expect(BoundaryCase.REFRESHER_IN_ELEVEN_MONTHS, Verdict.BLOCKED, "refresher-due");
        expect(BoundaryCase.REFRESHER_IN_THIRTEEN_MONTHS, Verdict.ELIGIBLE);
        expect(BoundaryCase.REFRESHER_TODAY, Verdict.BLOCKED, "refresher-due");
        expect(BoundaryCase.REFRESHER_YESTERDAY, Verdict.ELIGIBLE);
        expect(BoundaryCase.REFRESHER_IN_ONE_YEAR, Verdict.BLOCKED, "refresher-due");
        expect(BoundaryCase.REFRESHER_IN_ONE_YEAR_AND_A_DAY, Verdict.ELIGIBLE);
        assertThat(of(BoundaryCase.REFRESHER_IN_ELEVEN_MONTHS).blockedBy())
                .extracting(BlockedBy::until)
                .containsExactly(LocalDate.of(2027, 10, 22));
    }

    @Test
    @Requirement("PL-08")
    void a_planned_course_holds_from_today_on_unless_it_was_cancelled() {
        expect(BoundaryCase.COURSE_TOMORROW, Verdict.BLOCKED, "course-planned");
        expect(BoundaryCase.COURSE_TODAY, Verdict.BLOCKED, "course-planned");
        expect(BoundaryCase.COURSE_YESTERDAY_NOBODY_NOTED, Verdict.ELIGIBLE);
        expect(BoundaryCase.CANCELLED_COURSE_TOMORROW, Verdict.ELIGIBLE);
    }

    @Test
    @Requirement("PL-09")
    void an_open_invoice_line_holds_and_a_paid_or_credited_one_does_not() {
        expect(BoundaryCase.INVOICE_LINE_OPEN, Verdict.BLOCKED, "open-invoice-line");
        expect(BoundaryCase.INVOICE_LINE_PAID, Verdict.ELIGIBLE);
        expect(BoundaryCase.INVOICE_LINE_CREDITED, Verdict.ELIGIBLE);
    }

    @Test
    @Requirement("PL-10")
    void one_unmet_condition_is_enough_to_stay() {
        expect(BoundaryCase.NOTHING_UNSETTLED, Verdict.ELIGIBLE);
        expect(
                BoundaryCase.ALL_THREE_CONDITIONS,
                Verdict.BLOCKED,
                "refresher-due",
                "course-planned",
                "open-invoice-line");
        expect(BoundaryCase.REFRESHER_TODAY, Verdict.BLOCKED, "refresher-due");
    }

    @Test
    @Requirement("PL-14")
    void inactive_is_a_fact_and_deactivated_a_status_and_neither_says_anything_of_the_other() {
        expect(BoundaryCase.STATUS_STILL_ACTIVE, Verdict.DEACTIVATE_FIRST);
        expect(BoundaryCase.STATUS_INACTIVE_BUT_HERE_LAST_WEEK, Verdict.ACTIVE);
        assertThat(survey.inactive())
                .isEqualTo(academy.verdicts().get(Verdict.ELIGIBLE)
                        + academy.verdicts().get(Verdict.DEACTIVATE_FIRST)
                        + academy.verdicts().get(Verdict.BLOCKED));
        assertThat(survey.deactivated()).isEqualTo(academy.with(Status.INACTIEF));
    }

    @Test
    @Requirement("PL-15")
    void whoever_reads_the_newsletter_is_active_unless_only_courses_count() {
        Map<Long, Verdict> byCourse = new HashMap<>();
        palimpsest.survey(
                new Inactivity(null, List.of("course")),
                each -> byCourse.put(Long.valueOf(each.key().value()), each.verdict()));

        for (BoundaryCase boundary : List.of(
                BoundaryCase.MAIL_OPENED_LAST_MONTH,
                BoundaryCase.LOGGED_IN_NINE_MONTHS_AND_A_DAY_LATER,
                BoundaryCase.INVOICED_LAST_MONTH)) {
            expect(boundary, Verdict.ACTIVE);
            assertThat(byCourse.get(academy.key(boundary))).as(boundary.name()).isEqualTo(Verdict.ELIGIBLE);
        }
        byCourse.forEach((key, verdict) -> assertThat(verdict)
                .as("%d", key)
                .isEqualTo(academy.expectedByCourse(key).verdict()));
    }

    @Test
    @Requirement({"PL-12", "PL-13"})
    void the_subscription_counts_who_has_the_active_status_seen_or_not() {
        SurveyResult.Subscription subscription = survey.subscription();

        assertThat(subscription).isNotNull();
        assertThat(subscription.before()).isEqualTo(academy.with(Status.ACTIEF));
        assertThat(subscription.after())
                .isEqualTo(academy.with(Status.ACTIEF) - academy.verdicts().get(Verdict.DEACTIVATE_FIRST));
    }

    @Test
    @Requirement({"PL-03", "PL-06", "PL-11", "PL-12", "PL-17", "PL-18"})
    void takes_everybody_who_may_go_first_out_of_the_subscription_and_then_to_a_green_proof() throws SQLException {
        make("story");
        Palimpsest story = attach("story");
        assertThat(story.check().rights().missing()).isEmpty();
        long waiting = academy.verdicts().get(Verdict.DEACTIVATE_FIRST);
        long ready = academy.verdicts().get(Verdict.ELIGIBLE);
        assertThat(story.preview(Selection.eligible(), skipped -> {}).keys()).hasSize((int) ready);

        ActResult deactivated = story.change(Act.DEACTIVATE, Selection.eligible(), waiting, "test");
        assertThat(deactivated.done()).isEqualTo(waiting);
        SurveyResult between = story.survey(each -> {});
        assertThat(between.subscription()).isNotNull();
        assertThat(between.subscription().before()).isEqualTo(academy.with(Status.ACTIEF) - waiting);
        assertThat(between.eligible()).isEqualTo(ready + waiting);

        Preview preview = story.preview(Selection.eligible(), skipped -> {});
        RunResult run = story.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        assertThat(run.failures()).isEmpty();
        assertThat(run.done()).isEqualTo(ready + waiting);
        ProofReport proof = story.prove(Optional.empty());
        assertThat(proof.findings()).isEmpty();
        assertThat(proof.green()).isTrue();
        assertThat(story.survey(each -> {}).verdicts())
                .containsEntry(Verdict.ANONYMISED, run.anonymised())
                .containsEntry(Verdict.RECORDS_KEPT, run.recordsKept());
        keepsWhatBelongsToOthers();
        tellsWhichFilesAreLeft();
    }

    private static void keepsWhatBelongsToOthers() throws SQLException {
        assertThat(strings("select count(*) from werkgever w where exists (select from deelnemer d"
                        + " where d.werkgever_id = w.id) and naam like '%BV' and straat is not null"))
                .isEqualTo(strings("select count(distinct werkgever_id) from deelnemer"));
        assertThat(strings("select count(*) from factuur where werkgever_id is not null and naam not like '%BV'"))
                .containsExactly("0");
        assertThat(strings("select sum(bedrag) from factuurregel"))
                .isEqualTo(strings("overview", "select sum(bedrag) from factuurregel"));
        assertThat(strings("select count(*) from aanwezigheid where aanwezig"))
                .isEqualTo(strings("overview", "select count(*) from aanwezigheid where aanwezig"));
    }

    /** The statement of the how-to page. */
    private static void tellsWhichFilesAreLeft() throws SQLException {
        List<String> left = strings("""
                select b.pad
                from bestand b join palimpsest_receipt r on r.subject_key = cast(b.deelnemer_id as varchar(100))
                where r.outcome = 'done'
                """);
        assertThat(left)
                .isNotEmpty()
                .allSatisfy(path ->
                        assertThat(directory.resolve("story").resolve(path)).isRegularFile());
    }

    private static List<String> strings(String query) throws SQLException {
        return strings("story", query);
    }

    private static List<String> strings(String database, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = postgres.dataSource(database).getConnection();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}

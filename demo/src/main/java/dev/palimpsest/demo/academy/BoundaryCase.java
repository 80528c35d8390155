package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.academy.Enrolment.Line;
import dev.palimpsest.demo.academy.Enrolment.State;
import dev.palimpsest.survey.Verdict;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.function.Consumer;

/**
 * People on one side or the other of a rule's edge. Each exists exactly once in every academy. Unless its name says
 * otherwise, the participant took one course two years ago, has paid it, and has the status INACTIEF.
 */
public enum BoundaryCase {
    NOTHING_UNSETTLED(Verdict.ELIGIBLE, d -> {}),
    STATUS_STILL_ACTIVE(Verdict.DEACTIVATE_FIRST, d -> d.status = Status.ACTIEF),
    REFRESHER_YESTERDAY(Verdict.ELIGIBLE, d -> refresher(d, d.today.minusDays(1))),
    REFRESHER_TODAY(Verdict.BLOCKED, d -> refresher(d, d.today)),
    REFRESHER_IN_ELEVEN_MONTHS(Verdict.BLOCKED, d -> refresher(d, d.today.plusMonths(11))),
    REFRESHER_IN_ONE_YEAR(Verdict.BLOCKED, d -> refresher(d, d.today.plusYears(1))),
    REFRESHER_IN_ONE_YEAR_AND_A_DAY(
            Verdict.ELIGIBLE, d -> refresher(d, d.today.plusYears(1).plusDays(1))),
    REFRESHER_IN_THIRTEEN_MONTHS(Verdict.ELIGIBLE, d -> refresher(d, d.today.plusMonths(13))),
    COURSE_YESTERDAY_NOBODY_NOTED(Verdict.ELIGIBLE, d -> d.planned(Course.BHV, d.today.minusDays(1), State.PLANNED)),
    COURSE_TODAY(Verdict.BLOCKED, d -> d.planned(Course.BHV, d.today, State.PLANNED)),
    COURSE_TOMORROW(Verdict.BLOCKED, d -> d.planned(Course.BHV, d.today.plusDays(1), State.PLANNED)),
    CANCELLED_COURSE_TOMORROW(Verdict.ELIGIBLE, d -> d.planned(Course.BHV, d.today.plusDays(1), State.CANCELLED)),
    ABSENT_LAST_MONTH(Verdict.ELIGIBLE, d -> d.planned(Course.BHV, d.today.minusMonths(1), State.ABSENT)),
    INVOICE_LINE_PAID(Verdict.ELIGIBLE, d -> line(d, Line.BETAALD)),
    INVOICE_LINE_OPEN(Verdict.BLOCKED, d -> line(d, Line.OPEN)),
    INVOICE_LINE_CREDITED(Verdict.ELIGIBLE, d -> line(d, Line.GECREDITEERD)),
    ALL_THREE_CONDITIONS(Verdict.BLOCKED, d -> {
        refresher(d, d.today.plusMonths(3));
        line(d, Line.OPEN);
        d.planned(Course.BHV, d.today.plusWeeks(2), State.PLANNED);
    }),
    OPEN_LINE_AND_STATUS_STILL_ACTIVE(Verdict.BLOCKED, d -> {
        d.status = Status.ACTIEF;
        line(d, Line.OPEN);
    }),
    LAST_COURSE_EXACTLY_NINE_MONTHS_AGO(Verdict.ELIGIBLE, d -> d.attended(Course.FORKLIFT, d.today.minusMonths(9))),
    LAST_COURSE_ONE_DAY_LATER(
            Verdict.ACTIVE,
            d -> d.attended(Course.FORKLIFT, d.today.minusMonths(9).plusDays(1))),
    /** Half an hour after midnight; in UTC still the day before. */
    LOGGED_IN_NINE_MONTHS_AND_A_DAY_LATER(
            Verdict.ACTIVE,
            d -> d.lastLogin = d.today.minusMonths(9).plusDays(1).atTime(0, 30)),
    MAIL_OPENED_LAST_MONTH(
            Verdict.ACTIVE, d -> d.mailOpened = d.today.minusMonths(1).atTime(20, 15)),
    INVOICED_LAST_MONTH(Verdict.ACTIVE, d -> d.last(taken -> taken.invoiced(d.today.minusMonths(1), Line.BETAALD))),
    CREDITED_LAST_MONTH(
            Verdict.ELIGIBLE, d -> d.last(taken -> taken.invoiced(d.today.minusMonths(1), Line.GECREDITEERD))),
    NEVER_CAME_CREATED_EXACTLY_NINE_MONTHS_AGO(
            Verdict.ELIGIBLE, d -> neverCame(d, d.today.minusMonths(9), LocalTime.of(23, 30))),
    NEVER_CAME_CREATED_ONE_DAY_LATER(
            Verdict.ACTIVE, d -> neverCame(d, d.today.minusMonths(9).plusDays(1), LocalTime.of(0, 30))),
    NO_ACTIVITY_AND_NO_CREATION_DATE(Verdict.UNKNOWN_ACTIVITY, d -> {
        d.enrolments.clear();
        d.createdAt = null;
    }),
    /** The user's "inactive" and the system's are not the same. */
    STATUS_INACTIVE_BUT_HERE_LAST_WEEK(Verdict.ACTIVE, d -> d.attended(Course.FIRST_AID, d.today.minusWeeks(1))),
    ARCHIVED_LONG_AGO(Verdict.ARCHIVED, d -> d.status = Status.GEARCHIVEERD),
    FORMER_TRAINER(Verdict.NEVER, d -> d.status = Status.DOCENT);

    private final Verdict verdict;
    private final Consumer<Draft> deviation;

    BoundaryCase(Verdict verdict, Consumer<Draft> deviation) {
        this.verdict = verdict;
        this.deviation = deviation;
    }

    /** What the survey must say about this participant. */
    public Verdict verdict() {
        return verdict;
    }

    Draft draft(LocalDate today) {
        Draft draft = Draft.tookACourseTwoYearsAgo(today);
        deviation.accept(draft);
        return draft;
    }

    private static void refresher(Draft draft, LocalDate day) {
        draft.last(taken -> taken.refresher(day));
    }

    private static void line(Draft draft, Line line) {
        draft.last(taken -> taken.invoiced(taken.on(), line));
    }

    private static void neverCame(Draft draft, LocalDate day, LocalTime time) {
        draft.enrolments.clear();
        draft.createdAt = day.atTime(time);
    }
}

package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.gym.Affairs.Collection;
import dev.palimpsest.demo.gym.Affairs.Credit;
import dev.palimpsest.demo.gym.Affairs.Extra;
import dev.palimpsest.demo.gym.Affairs.Task;
import dev.palimpsest.demo.gym.Membership.ContractStatus;
import dev.palimpsest.demo.gym.Person.Status;
import dev.palimpsest.survey.Verdict;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.function.Consumer;

/**
 * People on one side or the other of a rule's edge. Each exists exactly once in every gym. Unless its name says
 * otherwise, the member left two years ago and has nothing unsettled.
 */
public enum BoundaryCase {
    NOTHING_UNSETTLED(Verdict.ELIGIBLE, d -> {}),
    CONTRACT_STARTS_TOMORROW(
            Verdict.BLOCKED, d -> d.contract(d.today.plusDays(1), null, ContractStatus.RUNNING, d.today)),
    CONTRACT_ENDS_TODAY(Verdict.BLOCKED, d -> paused(d, d.today)),
    CONTRACT_ENDED_YESTERDAY(Verdict.ELIGIBLE, d -> paused(d, d.today.minusDays(1))),
    CONTRACT_WITHDRAWN(Verdict.ELIGIBLE, d -> d.contract(d.today.plusDays(1), null, ContractStatus.WITHDRAWN, d.today)),
    BALANCE_PLUS_ONE_CENT(Verdict.BLOCKED, d -> d.affairs = d.affairs.balance(1)),
    BALANCE_MINUS_ONE_CENT(Verdict.BLOCKED, d -> d.affairs = d.affairs.balance(-1)),
    DUNNING_LEVEL_ZERO(Verdict.ELIGIBLE, d -> d.affairs = d.affairs.dunning(0)),
    DUNNING_LEVEL_ONE(Verdict.BLOCKED, d -> d.affairs = d.affairs.dunning(1)),
    COLLECTION_CLOSED(Verdict.ELIGIBLE, d -> d.affairs = d.affairs.collection(Collection.CLOSED)),
    COLLECTION_OPEN(Verdict.BLOCKED, d -> d.affairs = d.affairs.collection(Collection.OPEN)),
    CREDIT_USED_UP(Verdict.ELIGIBLE, d -> d.affairs = d.affairs.credit(Credit.USED_UP)),
    CREDIT_EXPIRED_YESTERDAY(Verdict.ELIGIBLE, d -> d.affairs = d.affairs.credit(Credit.EXPIRED_YESTERDAY)),
    CREDIT_EXPIRES_TODAY(Verdict.BLOCKED, d -> d.affairs = d.affairs.credit(Credit.EXPIRES_TODAY)),
    TASK_DONE(Verdict.ELIGIBLE, d -> d.affairs = d.affairs.task(Task.DONE)),
    TASK_OPEN(Verdict.BLOCKED, d -> d.affairs = d.affairs.task(Task.OPEN)),
    ALL_SIX_CONDITIONS(Verdict.BLOCKED, d -> {
        d.contract(d.today.plusDays(1), null, ContractStatus.RUNNING, d.today);
        d.affairs = d.affairs
                .balance(-4990)
                .dunning(2)
                .collection(Collection.OPEN)
                .credit(Credit.VALID)
                .task(Task.OPEN);
    }),
    /** Half an hour before midnight, nine months ago to the day. */
    LAST_VISIT_EXACTLY_NINE_MONTHS_AGO(
            Verdict.ELIGIBLE, d -> lastVisit(d, d.today.minusMonths(9), LocalTime.of(23, 30))),
    /** Half an hour after midnight, on the following day; in UTC still the day before. */
    LAST_VISIT_ONE_DAY_LATER(
            Verdict.ACTIVE, d -> lastVisit(d, d.today.minusMonths(9).plusDays(1), LocalTime.of(0, 30))),
    PROSPECT_CREATED_EXACTLY_NINE_MONTHS_AGO(
            Verdict.ELIGIBLE, d -> prospect(d, d.today.minusMonths(9), LocalTime.of(23, 30))),
    PROSPECT_CREATED_ONE_DAY_LATER(
            Verdict.ACTIVE, d -> prospect(d, d.today.minusMonths(9).plusDays(1), LocalTime.of(0, 30))),
    CANCELLED_INVOICE_LAST_MONTH(
            Verdict.ELIGIBLE, d -> d.affairs = d.affairs.extra(Extra.CANCELLED_INVOICE_LAST_MONTH)),
    CANCELLED_COURSE_TOMORROW(Verdict.ELIGIBLE, d -> d.affairs = d.affairs.extra(Extra.CANCELLED_COURSE_TOMORROW)),
    COURSE_TOMORROW(Verdict.ACTIVE, d -> d.affairs = d.affairs.extra(Extra.COURSE_TOMORROW)),
    /** Left, but nobody changed the status: not a former member in the sense of the map. */
    STATUS_STILL_ACTIVE(Verdict.BLOCKED, d -> d.status = Status.ACTIVE),
    NO_ACTIVITY_AND_NO_CREATION_DATE(Verdict.UNKNOWN_ACTIVITY, d -> {
        d.neverCame(d.today, LocalTime.NOON);
        d.createdAt = null;
    }),
    ARCHIVED_LONG_AGO(Verdict.ARCHIVED, d -> d.status = Status.ARCHIVED),
    FORMER_EMPLOYEE(Verdict.NEVER, d -> d.status = Status.STAFF);

    private final Verdict verdict;
    private final Consumer<Draft> deviation;

    BoundaryCase(Verdict verdict, Consumer<Draft> deviation) {
        this.verdict = verdict;
        this.deviation = deviation;
    }

    /** What the survey must say about this member. */
    public Verdict verdict() {
        return verdict;
    }

    Draft draft(LocalDate today) {
        Draft draft = Draft.leftTwoYearsAgo(today);
        deviation.accept(draft);
        return draft;
    }

    private static void paused(Draft draft, LocalDate ends) {
        draft.contracts.clear();
        LocalDate lastInvoice = draft.today.minusYears(2);
        draft.contract(draft.today.minusYears(4), ends, ContractStatus.PAUSED, lastInvoice);
    }

    private static void lastVisit(Draft draft, LocalDate day, LocalTime time) {
        draft.contracts.clear();
        draft.stayed(draft.today.minusYears(3), day);
        draft.visitsUntil(day.atTime(time));
    }

    private static void prospect(Draft draft, LocalDate day, LocalTime time) {
        draft.status = Status.PROSPECT;
        draft.neverCame(day, time);
    }
}

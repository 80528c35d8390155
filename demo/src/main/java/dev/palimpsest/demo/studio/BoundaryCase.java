package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.studio.Customer.Status;
import dev.palimpsest.demo.studio.Membership.State;
import dev.palimpsest.demo.studio.Situation.Bill;
import dev.palimpsest.demo.studio.Situation.Booking;
import dev.palimpsest.demo.studio.Situation.Card;
import dev.palimpsest.survey.Verdict;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * People on one side or the other of a rule's edge. Each exists exactly once in every studio. Unless its name says
 * otherwise, the customer left three years ago and has nothing unsettled.
 */
public enum BoundaryCase {
    NOTHING_UNSETTLED(Verdict.ELIGIBLE, d -> {}),
    /** Its end is a zero date. */
    MEMBERSHIP_RUNS_ON(Verdict.BLOCKED, d -> asleep(d, null, State.PAUSED)),
    MEMBERSHIP_STARTS_TOMORROW(Verdict.BLOCKED, d -> d.membership(d.today.plusDays(1), null, State.RUNNING, d.today)),
    MEMBERSHIP_ENDS_TODAY(Verdict.BLOCKED, d -> asleep(d, d.today, State.RUNNING)),
    MEMBERSHIP_ENDED_YESTERDAY(Verdict.ELIGIBLE, d -> asleep(d, d.today.minusDays(1), State.RUNNING)),
    MEMBERSHIP_CANCELLED_WITHOUT_END(Verdict.ELIGIBLE, d -> asleep(d, null, State.CANCELLED)),
    INVOICE_OPEN(Verdict.BLOCKED, d -> d.situation = d.situation.bill(Bill.OPEN)),
    INVOICE_CANCELLED_LAST_MONTH(Verdict.ELIGIBLE, d -> d.situation = d.situation.bill(Bill.CANCELLED_LAST_MONTH)),
    BOOKED_YESTERDAY(Verdict.ELIGIBLE, d -> d.situation = d.situation.booking(Booking.YESTERDAY)),
    BOOKED_TODAY(Verdict.BLOCKED, d -> d.situation = d.situation.booking(Booking.TODAY)),
    BOOKED_TOMORROW(Verdict.BLOCKED, d -> d.situation = d.situation.booking(Booking.TOMORROW)),
    BOOKING_CANCELLED(Verdict.ELIGIBLE, d -> d.situation = d.situation.booking(Booking.CANCELLED_TOMORROW)),
    CARD_USED_UP(Verdict.ELIGIBLE, d -> d.situation = d.situation.card(Card.USED_UP)),
    CARD_EXPIRED_YESTERDAY(Verdict.ELIGIBLE, d -> d.situation = d.situation.card(Card.EXPIRED_YESTERDAY)),
    CARD_EXPIRES_TODAY(Verdict.BLOCKED, d -> d.situation = d.situation.card(Card.EXPIRES_TODAY)),
    CARD_WITHOUT_END(Verdict.BLOCKED, d -> d.situation = d.situation.card(Card.WITHOUT_END)),
    LAST_VISIT_EXACTLY_TWO_YEARS_AGO(Verdict.ELIGIBLE, d -> lastVisit(d, d.today.minusYears(2), LocalTime.of(20, 0))),
    LAST_VISIT_ONE_DAY_LATER(
            Verdict.ACTIVE, d -> lastVisit(d, d.today.minusYears(2).plusDays(1), LocalTime.of(7, 0))),
    PROSPECT_CREATED_EXACTLY_TWO_YEARS_AGO(
            Verdict.ELIGIBLE, d -> prospect(d, d.today.minusYears(2), LocalTime.of(23, 30))),
    PROSPECT_CREATED_ONE_DAY_LATER(
            Verdict.ACTIVE, d -> prospect(d, d.today.minusYears(2).plusDays(1), LocalTime.of(0, 30))),
    /** Left, but nobody changed the status: not a former customer in the sense of the map. */
    STATUS_STILL_ACTIVE(Verdict.BLOCKED, d -> d.status = Status.ACTIVE),
    /** The date of creation is a zero date. */
    NO_ACTIVITY_AND_NO_CREATION_DATE(Verdict.UNKNOWN_ACTIVITY, d -> d.neverCame(null, LocalTime.NOON)),
    ARCHIVED_LONG_AGO(Verdict.ARCHIVED, d -> d.status = Status.ARCHIVED),
    FORMER_EMPLOYEE(Verdict.NEVER, d -> d.status = Status.STAFF),
    /** The next one is the second person of a duo that has ended. */
    DUO_OWNER_WHO_STAYS(Verdict.ACTIVE, d -> {
        d.duo = true;
        d.status = Status.ACTIVE;
        d.visitsUntil(d.today.minusDays(4).atTime(18, 45));
    }),
    DUO_PARTNER_WHO_LEAVES(Verdict.ELIGIBLE, d -> d.memberships.clear()),
    DUO_OWNER_WHO_LEAVES(Verdict.ELIGIBLE, d -> d.duo = true),
    DUO_PARTNER_WHO_STAYS(Verdict.ACTIVE, d -> {
        d.status = Status.ACTIVE;
        d.visitsUntil(d.today.minusDays(4).atTime(18, 45));
    }),
    DUO_OWNER_WHOSE_MEMBERSHIP_RUNS(Verdict.BLOCKED, d -> {
        asleep(d, null, State.PAUSED);
        d.duo = true;
    }),
    /** Has no membership of their own. */
    DUO_PARTNER_OF_A_RUNNING_MEMBERSHIP(Verdict.BLOCKED, d -> d.memberships.clear());

    private final Verdict verdict;
    private final Consumer<Draft> deviation;

    BoundaryCase(Verdict verdict, Consumer<Draft> deviation) {
        this.verdict = verdict;
        this.deviation = deviation;
    }

    /** What the survey must say about this customer. */
    public Verdict verdict() {
        return verdict;
    }

    Draft draft(LocalDate today) {
        Draft draft = Draft.leftThreeYearsAgo(today);
        deviation.accept(draft);
        return draft;
    }

    /** The only membership, not billed for three years. */
    private static void asleep(Draft draft, @Nullable LocalDate ends, State state) {
        draft.memberships.clear();
        draft.membership(draft.today.minusYears(5), ends, state, draft.today.minusYears(3));
    }

    private static void lastVisit(Draft draft, LocalDate day, LocalTime time) {
        draft.memberships.clear();
        draft.stayed(draft.today.minusYears(4), day.minusDays(10));
        draft.visitsUntil(day.atTime(time));
    }

    private static void prospect(Draft draft, LocalDate day, LocalTime time) {
        draft.status = Status.PROSPECT;
        draft.neverCame(day, time);
    }
}

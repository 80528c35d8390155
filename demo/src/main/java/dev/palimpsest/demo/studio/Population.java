package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.studio.Customer.Status;
import dev.palimpsest.demo.studio.Membership.State;
import dev.palimpsest.demo.studio.Situation.Bill;
import dev.palimpsest.demo.studio.Situation.Booking;
import dev.palimpsest.demo.studio.Situation.Card;
import java.time.LocalDate;
import java.time.LocalTime;

/** Makes up the business side of ordinary people, in the proportions of a studio that never tidied up. */
final class Population {
    private final LocalDate today;

    Population(LocalDate today) {
        this.today = today;
    }

    Draft employee(Dice dice) {
        Draft draft = new Draft(today);
        draft.status = Status.STAFF;
        draft.createdAt = today.minusDays(dice.between(400, 3000)).atTime(9, 0);
        return draft;
    }

    Draft somebody(Dice dice) {
        Draft draft = new Draft(today);
        int percentile = dice.below(1000);
        if (percentile < 130) {
            prospect(draft, dice);
        } else if (percentile < 136) {
            draft.neverCame(null, LocalTime.NOON);
        } else if (percentile < 156) {
            left(draft, dice, 800);
            draft.status = Status.ARCHIVED;
        } else if (percentile < 560) {
            left(draft, dice, 20);
            unsettled(draft, dice);
        } else {
            regular(draft, dice);
            unsettled(draft, dice);
        }
        draft.eagerness = dice.pick(0.1, 0.2, 0.2, 0.4, 0.4, 0.8);
        return draft;
    }

    private void prospect(Draft draft, Dice dice) {
        draft.status = Status.PROSPECT;
        LocalDate created = today.minusDays(dice.between(1, 1700));
        draft.neverCame(created, daytime(dice));
        if (dice.chance(0.2)) {
            draft.visitsUntil(created.plusDays(dice.between(0, 5)).atTime(slot(dice)));
        }
    }

    private void left(Draft draft, Dice dice, int daysAtLeast) {
        LocalDate end = today.minusDays(dice.between(daysAtLeast, 2400));
        LocalDate from = end.minusDays(dice.between(150, 2900));
        if (dice.chance(0.6)) {
            draft.stayed(from, end);
        } else {
            draft.createdAt = from.minusDays(1).atTime(daytime(dice));
        }
        draft.visitsUntil(end.minusDays(dice.between(0, 60)).atTime(slot(dice)));
    }

    private void regular(Draft draft, Dice dice) {
        draft.status = Status.ACTIVE;
        LocalDate start = today.minusDays(30 + (int) (3600L * dice.below(1000) / 1000 * dice.below(1000) / 1000));
        draft.createdAt = start.minusDays(2).atTime(daytime(dice));
        boolean asleep = dice.chance(0.04) && start.isBefore(today.minusYears(3));
        LocalDate last = asleep
                ? today.minusYears(2).minusDays(dice.below(300))
                : today.minusDays(1 + dice.below(1 + dice.below(60)));
        if (dice.chance(0.6)) {
            LocalDate ends = dice.chance(0.2) ? today.plusDays(dice.between(1, 400)) : null;
            draft.membership(start, ends, asleep ? State.PAUSED : State.RUNNING, asleep ? last : today.minusDays(1));
        }
        draft.visitsUntil((last.isBefore(start) ? start : last).atTime(slot(dice)));
    }

    private static void unsettled(Draft draft, Dice dice) {
        Situation situation = draft.situation;
        if (dice.chance(0.05)) {
            situation = situation.bill(Bill.OPEN);
        }
        if (dice.chance(0.12)) {
            situation = situation.card(
                    dice.pick(Card.USED_UP, Card.EXPIRED_YESTERDAY, Card.EXPIRED_YESTERDAY, Card.WITHOUT_END));
        }
        if (draft.status == Status.ACTIVE && dice.chance(0.3) || dice.chance(0.01)) {
            situation = situation.booking(dice.pick(Booking.TOMORROW, Booking.TOMORROW, Booking.CANCELLED_TOMORROW));
        }
        draft.situation = situation;
    }

    private static LocalTime daytime(Dice dice) {
        return LocalTime.of(dice.between(8, 20), dice.below(60));
    }

    private static LocalTime slot(Dice dice) {
        return dice.pick(Calendar.SLOTS);
    }
}

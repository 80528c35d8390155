package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.gym.Affairs.Collection;
import dev.palimpsest.demo.gym.Affairs.Credit;
import dev.palimpsest.demo.gym.Affairs.Task;
import dev.palimpsest.demo.gym.Membership.ContractStatus;
import dev.palimpsest.demo.gym.Person.Status;
import java.time.LocalDate;
import java.time.LocalTime;

/** Makes up the business side of ordinary people, in the proportions of a gym that never tidied up. */
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
        if (percentile < 90) {
            prospect(draft, dice);
        } else if (percentile < 96) {
            draft.neverCame(today, LocalTime.NOON).createdAt = null;
        } else if (percentile < 116) {
            left(draft, dice, 400);
            draft.status = Status.ARCHIVED;
        } else if (percentile < 356) {
            left(draft, dice, 10);
            unsettled(draft, dice);
        } else {
            member(draft, dice);
        }
        draft.eagerness = dice.pick(0.3, 0.6, 1.0, 1.0, 1.5, 2.5);
        return draft;
    }

    private void prospect(Draft draft, Dice dice) {
        draft.status = Status.PROSPECT;
        LocalDate created = today.minusDays(dice.between(1, 1400));
        draft.neverCame(created, dayTime(dice));
        if (dice.chance(0.15)) {
            draft.visitsUntil(created.plusDays(dice.between(0, 5)).atTime(dayTime(dice)));
        }
        if (dice.chance(0.04)) {
            draft.affairs = draft.affairs.task(Task.OPEN);
        }
    }

    private void left(Draft draft, Dice dice, int daysAtLeast) {
        LocalDate end = today.minusDays(dice.between(daysAtLeast, 1800));
        draft.stayed(end.minusDays(dice.between(180, 2600)), end);
        if (!dice.chance(0.02)) {
            draft.visitsUntil(end.minusDays(dice.between(0, 150)).atTime(dayTime(dice)));
        }
    }

    private void member(Draft draft, Dice dice) {
        draft.status = Status.ACTIVE;
        if (dice.chance(0.01)) {
            left(draft, dice, 300);
            return;
        }
        LocalDate start = today.minusDays(20 + (int) (4000L * dice.below(1000) / 1000 * dice.below(1000) / 1000));
        LocalDate ends = dice.chance(0.2) ? today.plusDays(dice.between(1, 700)) : null;
        LocalDate last = today.minusDays(1 + dice.below(1 + dice.below(60)));
        boolean asleep = dice.chance(0.05) && start.isBefore(today.minusYears(2));
        if (asleep) {
            last = today.minusMonths(9).minusDays(dice.below(500));
        }
        boolean paused = asleep && dice.chance(0.6);
        draft.contract(
                start,
                ends,
                paused ? ContractStatus.PAUSED : ContractStatus.RUNNING,
                paused ? last : today.minusDays(1));
        draft.createdAt = start.minusDays(2).atTime(dayTime(dice));
        draft.visitsUntil((last.isBefore(start) ? start : last).atTime(dayTime(dice)));
        unsettled(draft, dice);
    }

    private void unsettled(Draft draft, Dice dice) {
        Affairs affairs = draft.affairs;
        if (dice.chance(0.055)) {
            affairs = affairs.balance(dice.pick(-1, -1, 1) * dice.between(1, 12_000));
        }
        if (dice.chance(0.06)) {
            affairs = affairs.dunning(dice.pick(0, 1, 1, 2, 3));
        }
        if (dice.chance(0.035)) {
            affairs = affairs.collection(dice.pick(Collection.CLOSED, Collection.OPEN));
        }
        if (dice.chance(0.12)) {
            affairs = affairs.credit(dice.pick(Credit.USED_UP, Credit.USED_UP, Credit.EXPIRED_YESTERDAY, Credit.VALID));
        }
        if (dice.chance(0.16)) {
            affairs = affairs.task(dice.pick(Task.DONE, Task.DONE, Task.DONE, Task.OPEN));
        }
        draft.affairs = affairs;
        if (dice.chance(0.02)) {
            draft.contract(today.plusDays(dice.between(1, 60)), null, ContractStatus.RUNNING, today.minusDays(1));
        } else if (dice.chance(0.02)) {
            LocalDate starts = today.minusDays(dice.between(1, 300));
            draft.contract(starts, null, ContractStatus.WITHDRAWN, starts.minusDays(1));
        }
    }

    private static LocalTime dayTime(Dice dice) {
        return LocalTime.of(dice.between(7, 21), dice.below(60), dice.below(60));
    }
}

package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.academy.Enrolment.Line;
import dev.palimpsest.demo.academy.Enrolment.State;
import dev.palimpsest.demo.generator.Dice;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;

/** Makes up what ordinary participants did, in the proportions of an institute that never tidied up. */
final class Population {
    private final LocalDate today;

    Population(LocalDate today) {
        this.today = today;
    }

    Draft trainer(Dice dice) {
        Draft draft = new Draft(today);
        draft.status = Status.DOCENT;
        draft.createdAt = today.minusDays(dice.between(400, 3000)).atTime(9, 0);
        return draft;
    }

    Draft somebody(Dice dice) {
        Draft draft = new Draft(today);
        draft.status = Status.ACTIEF;
        int percentile = dice.below(1000);
        if (percentile < 25) {
            draft.createdAt = today.minusDays(dice.between(1, 1500)).atTime(dice.between(8, 17), dice.below(60));
            return draft;
        }
        if (percentile < 30) {
            return draft;
        }
        if (percentile < 560) {
            took(draft, dice, dice.between(3, 265));
            plan(draft, dice, 0.3);
        } else {
            took(draft, dice, dice.between(275, 2900));
            plan(draft, dice, 0.04);
            leftLongAgo(draft, dice, percentile);
        }
        return draft;
    }

    private void leftLongAgo(Draft draft, Dice dice, int percentile) {
        if (percentile < 620) {
            stillInterested(draft, dice);
        } else if (percentile < 720) {
            draft.status = Status.INACTIEF;
        } else if (percentile < 740) {
            draft.status = Status.GEARCHIVEERD;
        }
    }

    /** No course for long, but the newsletter is read or the portal used: active or not, as one defines it. */
    private void stillInterested(Draft draft, Dice dice) {
        LocalDateTime at = today.minusDays(dice.between(2, 200)).atTime(dice.between(7, 22), dice.below(60));
        if (dice.chance(0.6)) {
            draft.mailOpened = at;
        } else {
            draft.lastLogin = at;
        }
    }

    /** One to four courses, the last one this many days ago. */
    private void took(Draft draft, Dice dice, int daysAgo) {
        LocalDate day = today.minusDays(daysAgo);
        Course course = dice.pick(Course.values());
        int courses = dice.pick(1, 1, 2, 3, 4);
        for (int i = 0; i < courses; i++) {
            draft.add(course(dice, course, sessionDay(course, day), draft.has(course)));
            day = day.minusDays(dice.between(60, 420));
            course = dice.chance(0.5) ? course : dice.pick(Course.values());
        }
        LocalDate first = draft.enrolments.getLast().on();
        draft.createdAt = first.minusDays(dice.between(5, 60)).atTime(dice.between(8, 17), dice.below(60));
        if (dice.chance(0.5)) {
            LocalDate last = draft.enrolments.getFirst().on();
            draft.lastLogin = last.minusDays(dice.between(0, 30)).atTime(dice.between(7, 22), dice.below(60));
        }
    }

    /** The newest of a kind comes first; only its certificate can still want a refresher. */
    private Enrolment course(Dice dice, Course course, LocalDate on, boolean repeatedLater) {
        State state = dice.chance(0.05) ? dice.pick(State.ABSENT, State.CANCELLED) : State.ATTENDED;
        LocalDate invoiced = state == State.CANCELLED ? null : invoiceDay(course, on);
        Line line = dice.chance(0.03) ? Line.GECREDITEERD : dice.chance(0.04) ? Line.OPEN : Line.BETAALD;
        boolean certified = state == State.ATTENDED && !repeatedLater;
        LocalDate refresher = certified ? on.plusMonths(course.validMonths - 1) : null;
        return new Enrolment(course, on, state, refresher, invoiced, line);
    }

    private void plan(Draft draft, Dice dice, double probability) {
        if (dice.chance(probability)) {
            Course course = dice.pick(Course.values());
            LocalDate day = today.plusDays(dice.between(7, 120));
            draft.planned(course, sessionDay(course, day), dice.chance(0.1) ? State.CANCELLED : State.PLANNED);
        }
    }

    /** Each course has its day of the week, so that sessions fill up. */
    private static LocalDate sessionDay(Course course, LocalDate near) {
        return near.with(TemporalAdjusters.previousOrSame(DayOfWeek.of(1 + course.ordinal() % 5)));
    }

    /** The same for everybody in a session: employers get one invoice for all their people. */
    private LocalDate invoiceDay(Course course, LocalDate on) {
        LocalDate day = on.plusDays(Math.floorMod(Dice.mix(on.toEpochDay() * 31 + course.ordinal()), 12));
        return day.isAfter(today) ? today : day;
    }
}

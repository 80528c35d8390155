package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.demo.gym.Affairs.Collection;
import dev.palimpsest.demo.gym.Affairs.Task;
import dev.palimpsest.demo.gym.Person.Status;
import dev.palimpsest.map.BuiltInBlocker;
import dev.palimpsest.survey.Verdict;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a survey must find, from what was made up and not from the database. The questions are asked in this order:
 * employee, archived, activity known, activity recent, blocked.
 */
final class Judge {
    private final LocalDate today;
    private final History history;

    Judge(LocalDate today, History history) {
        this.today = today;
        this.history = history;
    }

    Expectation judge(Person person) {
        Set<String> blockers = blockers(person);
        LocalDate lastActivity = history.lastActivity(person);
        return new Expectation(verdict(person, blockers, lastActivity), blockers, lastActivity);
    }

    private Verdict verdict(Person person, Set<String> blockers, @Nullable LocalDate lastActivity) {
        if (person.status() == Status.STAFF) {
            return Verdict.NEVER;
        }
        if (person.status() == Status.ARCHIVED) {
            return Verdict.ARCHIVED;
        }
        if (lastActivity == null) {
            return Verdict.UNKNOWN_ACTIVITY;
        }
        if (lastActivity.isAfter(today.minusMonths(9))) {
            return Verdict.ACTIVE;
        }
        return blockers.isEmpty() ? Verdict.ELIGIBLE : Verdict.BLOCKED;
    }

    private Set<String> blockers(Person person) {
        Affairs affairs = person.affairs();
        Set<String> ids = new LinkedHashSet<>();
        if (person.membership().contracts().stream().anyMatch(c -> c.runsOnOrAfter(today))) {
            ids.add("running-contract");
        }
        if (affairs.balanceCents() != 0) {
            ids.add("unsettled-account");
        }
        if (affairs.dunned()) {
            ids.add("dunning");
        }
        if (affairs.collection() == Collection.OPEN) {
            ids.add("collection");
        }
        if (affairs.credit().open()) {
            ids.add("open-credit");
        }
        if (affairs.task() == Task.OPEN) {
            ids.add("open-task");
        }
        if (person.status() == Status.ACTIVE) {
            ids.add(BuiltInBlocker.KIND.id());
        }
        return ids;
    }
}

package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.academy.Enrolment.Line;
import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.survey.Verdict;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a survey must find, from what was made up and not from the database. The questions are asked in this order:
 * trainer, archived, activity known, activity recent, blocked, still active in the application.
 */
final class Judge {
    private final LocalDate today;

    Judge(LocalDate today) {
        this.today = today;
    }

    Expectation judge(Participant person) {
        return judge(person, person.dossier().lastActivity());
    }

    /** Where nothing but courses shows that somebody was here. */
    Expectation judgeByCourse(Participant person) {
        return judge(person, person.dossier().lastCourse());
    }

    private Expectation judge(Participant person, @Nullable LocalDate lastActivity) {
        Set<String> blockers = blockers(person);
        return new Expectation(verdict(person, blockers, lastActivity), blockers, lastActivity);
    }

    private Verdict verdict(Participant person, Set<String> blockers, @Nullable LocalDate lastActivity) {
        if (person.isTrainer()) {
            return Verdict.NEVER;
        }
        if (person.status() == Status.GEARCHIVEERD) {
            return Verdict.ARCHIVED;
        }
        if (lastActivity == null) {
            return Verdict.UNKNOWN_ACTIVITY;
        }
        if (lastActivity.isAfter(today.minusMonths(9))) {
            return Verdict.ACTIVE;
        }
        if (!blockers.isEmpty()) {
            return Verdict.BLOCKED;
        }
        return person.status() == Status.INACTIEF ? Verdict.ELIGIBLE : Verdict.DEACTIVATE_FIRST;
    }

    private Set<String> blockers(Participant person) {
        Set<String> ids = new LinkedHashSet<>();
        for (Enrolment enrolment : person.dossier().enrolments()) {
            LocalDate refresher = enrolment.refresherOn();
            if (refresher != null && !refresher.isBefore(today) && !refresher.isAfter(today.plusYears(1))) {
                ids.add("refresher-due");
            }
            if (!enrolment.cancelled() && !enrolment.on().isBefore(today)) {
                ids.add("course-planned");
            }
            if (enrolment.invoicedOn() != null && enrolment.line() == Line.OPEN) {
                ids.add("open-invoice-line");
            }
        }
        return ids;
    }
}

package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.academy.Enrolment.Line;
import dev.palimpsest.demo.academy.Enrolment.State;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What somebody did at the institute, while it is being made up. */
final class Draft {
    final LocalDate today;
    final List<Enrolment> enrolments = new ArrayList<>();
    Status status = Status.INACTIEF;

    @Nullable
    LocalDateTime createdAt;

    @Nullable
    LocalDateTime mailOpened;

    @Nullable
    LocalDateTime lastLogin;

    Draft(LocalDate today) {
        this.today = today;
    }

    /** Took one course two years ago, has paid, was set inactive. */
    static Draft tookACourseTwoYearsAgo(LocalDate today) {
        Draft draft = new Draft(today);
        LocalDate on = today.minusYears(2);
        draft.createdAt = on.minusDays(20).atTime(9, 30);
        draft.attended(Course.VCA, on);
        return draft;
    }

    /** Attended and paid, without a refresher. */
    Draft attended(Course course, LocalDate on) {
        return add(new Enrolment(course, on, State.ATTENDED, null, on, Line.BETAALD));
    }

    Draft planned(Course course, LocalDate on, State state) {
        return add(new Enrolment(course, on, state, null, null, Line.BETAALD));
    }

    /** A session has a place for somebody only once. */
    Draft add(Enrolment enrolment) {
        boolean taken = enrolments.stream()
                .anyMatch(other ->
                        other.course() == enrolment.course() && other.on().equals(enrolment.on()));
        if (!taken) {
            enrolments.add(enrolment);
        }
        return this;
    }

    boolean has(Course course) {
        return enrolments.stream().anyMatch(other -> other.course() == course);
    }

    Draft last(UnaryOperator<Enrolment> change) {
        enrolments.add(change.apply(enrolments.removeLast()));
        return this;
    }

    Dossier dossier() {
        return new Dossier(createdAt, enrolments, mailOpened, lastLogin);
    }
}

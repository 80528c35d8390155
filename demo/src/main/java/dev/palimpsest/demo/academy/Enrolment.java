package dev.palimpsest.demo.academy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's place in a course.
 *
 * @param refresherOn when the certificate wants a refresher; null where there is none or it was done
 * @param invoicedOn null where nothing was invoiced yet
 */
record Enrolment(
        Course course,
        LocalDate on,
        State state,
        @Nullable LocalDate refresherOn,
        @Nullable LocalDate invoicedOn,
        Line line) {

    enum State {
        ATTENDED,
        ABSENT,
        CANCELLED,
        /** Nobody has noted yet who came. */
        PLANNED
    }

    /** The state of the invoice's line. */
    enum Line {
        BETAALD,
        OPEN,
        GECREDITEERD
    }

    boolean attended() {
        return state == State.ATTENDED;
    }

    boolean cancelled() {
        return state == State.CANCELLED;
    }

    Enrolment refresher(@Nullable LocalDate day) {
        return new Enrolment(course, on, state, day, invoicedOn, line);
    }

    Enrolment invoiced(@Nullable LocalDate day, Line as) {
        return new Enrolment(course, on, state, refresherOn, day, as);
    }
}

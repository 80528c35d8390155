package dev.palimpsest.demo.studio;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A monthly membership.
 *
 * @param ends null runs on; stored as a zero date
 * @param billedUntil the last day on which an invoice may have been issued
 * @param partner key of the second person of a duo
 */
record Membership(
        LocalDate starts,
        @Nullable LocalDate ends,
        State state,
        LocalDate billedUntil,
        @Nullable Long partner) {
    enum State {
        RUNNING("en cours"),
        PAUSED("suspendu"),
        CANCELLED("résilié");

        final String stored;

        State(String stored) {
            this.stored = stored;
        }
    }

    boolean runsOnOrAfter(LocalDate day) {
        return state != State.CANCELLED && (ends == null || !ends.isBefore(day));
    }
}

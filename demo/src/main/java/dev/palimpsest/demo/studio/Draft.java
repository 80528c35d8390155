package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.studio.Customer.Life;
import dev.palimpsest.demo.studio.Customer.Status;
import dev.palimpsest.demo.studio.Membership.State;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The business side of a customer while it is being made up. */
final class Draft {
    final LocalDate today;
    Status status = Status.FORMER;

    @Nullable
    LocalDateTime createdAt;

    @Nullable
    LocalDate firstVisit;

    @Nullable
    LocalDateTime lastVisit;

    final List<Membership> memberships = new ArrayList<>();
    double eagerness = 0.7;
    Situation situation = Situation.SETTLED;
    /** The next customer is the second person of the first membership. */
    boolean duo;

    Draft(LocalDate today) {
        this.today = today;
    }

    /** Came five years ago, left three years ago, nothing unsettled. */
    static Draft leftThreeYearsAgo(LocalDate today) {
        Draft draft = new Draft(today);
        LocalDate end = today.minusYears(3);
        draft.stayed(today.minusYears(5), end);
        draft.visitsUntil(end.minusDays(3).atTime(18, 45));
        return draft;
    }

    /** With a membership, from one day to another. */
    Draft stayed(LocalDate from, LocalDate to) {
        memberships.add(new Membership(from, to, State.CANCELLED, to, null));
        createdAt = from.minusDays(2).atTime(16, 5);
        return this;
    }

    /** Sessions are known since {@link Calendar#begins}; older visits are not. */
    Draft visitsUntil(LocalDateTime last) {
        LocalDate known = Calendar.begins(today);
        if (last.toLocalDate().isBefore(known)) {
            return this;
        }
        LocalDate start = createdAt == null ? last.toLocalDate() : createdAt.toLocalDate();
        LocalDate first = start.isBefore(known) ? known : start;
        firstVisit = first.isAfter(last.toLocalDate()) ? last.toLocalDate() : first;
        lastVisit = last;
        return this;
    }

    Draft neverCame(@Nullable LocalDate created, LocalTime at) {
        memberships.clear();
        firstVisit = null;
        lastVisit = null;
        createdAt = created == null ? null : created.atTime(at);
        return this;
    }

    Draft membership(LocalDate starts, @Nullable LocalDate ends, State state, LocalDate billedUntil) {
        memberships.add(new Membership(starts, ends, state, billedUntil, null));
        return this;
    }

    /** @param id of the customer; a duo is shared with the next one */
    Life life(long id) {
        List<Membership> held = new ArrayList<>(memberships);
        if (duo && !held.isEmpty()) {
            Membership first = held.getFirst();
            held.set(0, new Membership(first.starts(), first.ends(), first.state(), first.billedUntil(), id + 1));
        }
        return new Life(createdAt, firstVisit, lastVisit, held, eagerness);
    }
}

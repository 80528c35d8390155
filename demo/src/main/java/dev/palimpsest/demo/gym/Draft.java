package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.gym.Membership.Contract;
import dev.palimpsest.demo.gym.Membership.ContractStatus;
import dev.palimpsest.demo.gym.Person.Status;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The business side of a person while it is being made up: status, dates and unsettled affairs. */
final class Draft {
    final LocalDate today;
    Status status = Status.FORMER;

    @Nullable
    LocalDateTime createdAt;

    @Nullable
    LocalDate firstVisit;

    @Nullable
    LocalDateTime lastVisit;

    final List<Contract> contracts = new ArrayList<>();
    double eagerness = 1;
    Affairs affairs = Affairs.SETTLED;

    Draft(LocalDate today) {
        this.today = today;
    }

    /** Came four years ago, left two years ago, nothing unsettled. */
    static Draft leftTwoYearsAgo(LocalDate today) {
        Draft draft = new Draft(today);
        LocalDate end = today.minusYears(2);
        draft.stayed(today.minusYears(4), end);
        draft.visitsUntil(end.minusDays(3).atTime(18, 30));
        return draft;
    }

    Draft stayed(LocalDate from, LocalDate to) {
        contracts.add(new Contract(from, to, ContractStatus.ENDED, to));
        createdAt = from.minusDays(2).atTime(16, 5);
        return this;
    }

    /** The gate has been counting for five years; visits before that are not known. */
    Draft visitsUntil(LocalDateTime last) {
        LocalDate gateInstalled = today.minusYears(5);
        if (last.toLocalDate().isBefore(gateInstalled)) {
            return this;
        }
        LocalDate start =
                contracts.isEmpty() ? last.toLocalDate() : contracts.get(0).starts();
        LocalDate first = start.isBefore(gateInstalled) ? gateInstalled : start;
        firstVisit = first.isAfter(last.toLocalDate()) ? last.toLocalDate() : first;
        lastVisit = last;
        return this;
    }

    Draft neverCame(LocalDate created, LocalTime at) {
        contracts.clear();
        firstVisit = null;
        lastVisit = null;
        createdAt = created.atTime(at);
        return this;
    }

    Draft contract(LocalDate starts, @Nullable LocalDate ends, ContractStatus contractStatus, LocalDate billedUntil) {
        contracts.add(new Contract(starts, ends, contractStatus, billedUntil));
        return this;
    }

    Membership membership() {
        return new Membership(createdAt, firstVisit, lastVisit, contracts, eagerness);
    }
}

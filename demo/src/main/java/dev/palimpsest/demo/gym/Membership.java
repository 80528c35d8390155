package dev.palimpsest.demo.gym;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When somebody came, stayed and left.
 *
 * @param createdAt null for records of the old system
 * @param lastVisit null for somebody who never came
 * @param eagerness visits per day compared with others
 */
record Membership(
        @Nullable LocalDateTime createdAt,
        @Nullable LocalDate firstVisit,
        @Nullable LocalDateTime lastVisit,
        List<Contract> contracts,
        double eagerness) {

    Membership {
        contracts = List.copyOf(contracts);
    }

    enum ContractStatus {
        RUNNING,
        PAUSED,
        ENDED,
        WITHDRAWN
    }

    /** @param billedUntil the last day on which an invoice may have been issued; a paused contract has no invoices */
    record Contract(LocalDate starts, @Nullable LocalDate ends, ContractStatus status, LocalDate billedUntil) {
        boolean runsOnOrAfter(LocalDate day) {
            return status != ContractStatus.WITHDRAWN && (ends == null || !ends.isBefore(day));
        }
    }
}

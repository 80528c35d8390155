package dev.palimpsest.retention;

import java.time.LocalDate;
import java.time.Period;

/**
 * How long the law wants one class of records kept in one country.
 *
 * @param id stable id of the row
 * @param period counted from the start
 * @param law the source
 */
public record RetentionRule(String id, String country, String recordClass, Period period, StartRule start, String law) {

    /** The last day on which a record of this date must still exist. */
    public LocalDate keptUntil(LocalDate recordDate) {
        return start.startOf(recordDate).plus(period);
    }

    /**
     * The earliest record date that must still exist on this day: every record of that date or later is inside its
     * period, every earlier one is out of it.
     */
    public LocalDate earliestKept(LocalDate today) {
        if (start.atYearEnd()) {
            // 31 December + period >= today
            int year = today.minus(period).getYear();
            LocalDate candidate = LocalDate.of(year, 1, 1);
            return keptUntil(candidate).isBefore(today) ? candidate.plusYears(1) : candidate;
        }
        LocalDate candidate = today.minus(period);
        while (!keptUntil(candidate.minusDays(1)).isBefore(today)) {
            candidate = candidate.minusDays(1);
        }
        while (keptUntil(candidate).isBefore(today)) {
            candidate = candidate.plusDays(1);
        }
        return candidate;
    }
}

package dev.palimpsest.retention;

import java.time.LocalDate;

/** Where a statutory period begins, counted from the date on the record. */
public enum StartRule {
    /** End of the calendar year of the document (Germany). */
    EOY_DOC(true),
    /** End of the calendar year the document refers to (Austria). */
    EOY_REF(true),
    /** 1 January after the document date: the same arithmetic as the end of its year (Belgium). */
    JAN1_AFTER(true),
    /** End of the financial year, taken as the calendar year (France, Switzerland). */
    END_FY(true),
    /** The day the record lost its current value (Netherlands). */
    CURRENCY_LOST(false),
    /** The very day of an event. */
    EVENT(false);

    private final boolean atYearEnd;

    StartRule(boolean atYearEnd) {
        this.atYearEnd = atYearEnd;
    }

    LocalDate startOf(LocalDate recordDate) {
        return atYearEnd ? LocalDate.of(recordDate.getYear(), 12, 31) : recordDate;
    }

    boolean atYearEnd() {
        return atYearEnd;
    }
}

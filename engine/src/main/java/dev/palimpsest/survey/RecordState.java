package dev.palimpsest.survey;

import java.util.Locale;

/** How far a subject's record is on its way out of the application. */
public enum RecordState {
    IN_USE,
    /** It bears the application's own "inactive" status. */
    DEACTIVATED,
    /** Hidden in the application. */
    ARCHIVED,
    /** Treated, but the law wants a record kept that is tied to the person. Final. */
    RECORDS_KEPT,
    /** Treated; a receipt says so, and of no record that is kept. Final. */
    ANONYMISED;

    /** Whether a run has treated the subject. */
    public boolean isTreated() {
        return this == RECORDS_KEPT || this == ANONYMISED;
    }

    /** The word in JSON and in reasons. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

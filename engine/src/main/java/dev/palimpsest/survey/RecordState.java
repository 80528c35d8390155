package dev.palimpsest.survey;

import java.util.Locale;

/** How far a subject's record is on its way out of the application. */
public enum RecordState {
    IN_USE,
    /** It bears the application's own "inactive" status. */
    DEACTIVATED,
    /** Hidden in the application. */
    ARCHIVED,
    /** Treated; a receipt says so. Final. */
    ANONYMISED;

    /** The word in JSON and in reasons. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

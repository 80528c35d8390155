package dev.palimpsest.survey;

import java.util.Locale;

/** What may be done with a subject's record, in the order in which it happens in a record's life. */
public enum Act {
    /** Sets the application's own "inactive" status. Can be undone. */
    DEACTIVATE,
    /** Hides the record in the application. Can be undone. */
    ARCHIVE,
    /** Brings a hidden or deactivated record back. */
    RESTORE,
    /** Treats the record as the map says. Final. */
    ANONYMISE;

    /** The word on the command line and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Act of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

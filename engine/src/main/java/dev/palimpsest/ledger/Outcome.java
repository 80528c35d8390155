package dev.palimpsest.ledger;

import java.util.Locale;

/** What a run did with one subject. */
public enum Outcome {
    /** Treated, entirely. Final. */
    DONE,
    /** Left untouched, because something forbids it now. A later preview may take the subject up again. */
    SKIPPED,
    /** Left untouched, because treating it ended in an error. Mend the cause, then preview again. */
    FAILED;

    /** The word in the database and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Outcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

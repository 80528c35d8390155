package dev.palimpsest.survey;

import java.util.Locale;

/** What the survey says of one subject. */
public enum Verdict {
    /** Inactive for long enough, and nothing forbids anonymisation. */
    ELIGIBLE,
    /** Inactive for long enough and unblocked, but the map wants the application's own inactive status set first. */
    DEACTIVATE_FIRST,
    /** Inactive for long enough, but a blocker forbids anonymisation now. Gone when the blocker is. */
    BLOCKED,
    /** There was activity after the cut-off. */
    ACTIVE,
    /** Neither activity nor a creation date is known: never counted as inactive. */
    UNKNOWN_ACTIVITY,
    /** Nobody may select this subject. */
    NEVER,
    /** Hidden in the application; may be restored there or, when inactive and unblocked, anonymised. */
    ARCHIVED,
    /** Treated, but the law wants a record kept that is tied to the person: not anonymous until that is gone, too. Final. */
    RECORDS_KEPT,
    /** Treated; a receipt says so, and of no record that is kept. Final. */
    ANONYMISED;

    /** Whether a run has treated the subject. */
    public boolean isTreated() {
        return this == RECORDS_KEPT || this == ANONYMISED;
    }

    /** The word in JSON and CSV. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Verdict of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

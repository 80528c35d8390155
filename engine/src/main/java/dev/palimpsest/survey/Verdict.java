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
    /** Treated; a receipt says so. Final. */
    ANONYMISED;

    /** The word in JSON and CSV. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Verdict of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

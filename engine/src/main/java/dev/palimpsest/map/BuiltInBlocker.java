package dev.palimpsest.map;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Blockers that are always there; none of a map may bear their names. */
public enum BuiltInBlocker {
    /** A legal hold holds the subject. */
    LEGAL_HOLD,
    /** The subject is of a kind that may not be forgotten. */
    KIND;

    /** The name in messages, filters and JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(BuiltInBlocker::id).toList();
    }
}

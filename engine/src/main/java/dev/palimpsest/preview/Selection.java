package dev.palimpsest.preview;

import dev.palimpsest.map.SubjectKey;
import java.util.List;

/**
 * Whom a preview is made for.
 *
 * @param keys these subjects; empty = everybody the survey finds
 * @param kinds only subjects of one of these kinds; empty = all
 * @param withArchived also archived subjects that are inactive and unblocked
 * @param limit at most so many; 0 = no limit
 */
public record Selection(List<SubjectKey> keys, List<String> kinds, boolean withArchived, int limit) {
    /** Everybody who is eligible. */
    public static Selection eligible() {
        return new Selection(List.of(), List.of(), false, 0);
    }

    public static Selection of(List<SubjectKey> keys) {
        return new Selection(keys, List.of(), false, 0);
    }
}

package dev.palimpsest.preview;

import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.BlockedBy;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.Verdict;
import java.util.List;

/**
 * Whom a preview is made for. What is named must fit; of several of one sort, one. It is looked up anew every time, until
 * a preview freezes it.
 *
 * @param keys these subjects; empty = everybody the survey finds
 * @param kinds only subjects of one of these kinds; empty = all
 * @param verdicts only subjects with one of these verdicts; empty = all
 * @param blockers only subjects that one of these blockers holds; empty = all
 * @param inactivity by what somebody counts as inactive
 * @param withArchived also archived subjects that are inactive and unblocked
 * @param limit at most so many; 0 = no limit
 */
public record Selection(
        List<SubjectKey> keys,
        List<String> kinds,
        List<Verdict> verdicts,
        List<String> blockers,
        Inactivity inactivity,
        boolean withArchived,
        int limit) {
    /** By keys and kinds, inactive as the map says. */
    public Selection(List<SubjectKey> keys, List<String> kinds, boolean withArchived, int limit) {
        this(keys, kinds, List.of(), List.of(), Inactivity.OF_THE_MAP, withArchived, limit);
    }

    /** Everybody who is eligible. */
    public static Selection eligible() {
        return of(List.of());
    }

    public static Selection of(List<SubjectKey> keys) {
        return new Selection(keys, List.of(), false, 0);
    }

    /** The same people, by another standard of who is inactive. */
    public Selection with(Inactivity other) {
        return new Selection(keys, kinds, verdicts, blockers, other, withArchived, limit);
    }

    /** Whether the filters fit the subject; its key is not asked for. */
    public boolean fits(Assessment subject) {
        return (kinds.isEmpty() || subject.kinds().stream().anyMatch(kinds::contains))
                && (verdicts.isEmpty() || verdicts.contains(subject.verdict()))
                && (blockers.isEmpty()
                        || subject.blockedBy().stream().map(BlockedBy::blocker).anyMatch(blockers::contains));
    }
}

package dev.palimpsest.survey;

import dev.palimpsest.map.SubjectKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one subject.
 *
 * @param permitted what a human may release now
 * @param held whether a legal hold holds the subject, inactive or not
 * @param never whether the map's {@code never} holds now, also for somebody treated before
 * @param subscribed whether the subject counts towards what the business pays for the application
 * @param lastActivity the newest activity's day; null when unknown
 * @param lastActivityBy id of the activity, or {@code born-into-system}
 * @param kinds the kinds whose conditions hold
 * @param blockedBy the rows that forbid or warn; only looked for in inactive subjects
 * @param activityAfterAnonymisation something was written about the subject after it was treated
 * @param keptUntil of somebody treated: the last day on which a record is kept; null where none is
 */
public record Assessment(
        SubjectKey key,
        Verdict verdict,
        RecordState state,
        Set<Act> permitted,
        boolean held,
        boolean never,
        boolean subscribed,
        @Nullable LocalDate lastActivity,
        @Nullable String lastActivityBy,
        List<String> kinds,
        List<BlockedBy> blockedBy,
        boolean activityAfterAnonymisation,
        @Nullable LocalDate keptUntil) {

    public boolean isInactive() {
        return verdict == Verdict.ELIGIBLE || verdict == Verdict.DEACTIVATE_FIRST || verdict == Verdict.BLOCKED;
    }

    public boolean permits(Act act) {
        return permitted.contains(act);
    }

    /** Whether a human may release it for anonymisation: eligible, or archived, inactive and unblocked. */
    public boolean releasable() {
        return permits(Act.ANONYMISE);
    }

    /** Ids of the blockers that forbid, each once. */
    public List<String> blockers() {
        return ids(true);
    }

    /** Ids of the blockers that only warn, each once. */
    public List<String> warnings() {
        return ids(false);
    }

    private List<String> ids(boolean blocking) {
        if (blockedBy.isEmpty()) {
            return List.of(); // of nearly everybody
        }
        return blockedBy.stream()
                .filter(by -> by.blocks() == blocking)
                .map(BlockedBy::blocker)
                .distinct()
                .sorted()
                .toList();
    }

    /** Why it may not be anonymised now, in words that name no person. */
    public String reason() {
        return reason(Act.ANONYMISE);
    }

    /** Why this act is not permitted now, in words that name no person. */
    public String reason(Act act) {
        return String.join(",", reasons(act));
    }

    /** Why this act is not permitted now: the blockers, or the state, or the verdict. */
    public List<String> reasons(Act act) {
        if (isPast(act)) {
            return List.of(state.word());
        }
        List<String> blockers = blockers();
        return blockers.isEmpty() ? List.of(verdict.word()) : blockers;
    }

    /** Whether the record's state leaves nothing for this act to do. */
    public boolean isPast(Act act) {
        return switch (act) {
            case DEACTIVATE -> state != RecordState.IN_USE;
            case ARCHIVE -> state == RecordState.ARCHIVED || state.isTreated();
            case RESTORE -> verdict != Verdict.NEVER;
            case ANONYMISE -> false;
        };
    }

    /** When the last of the blockers ends; null when one has no known end or there is none. */
    public @Nullable LocalDate blockedUntil() {
        LocalDate latest = null;
        for (BlockedBy by : blockedBy) {
            if (!by.blocks()) {
                continue;
            }
            LocalDate until = by.until();
            if (until == null) {
                return null;
            }
            latest = latest == null || until.isAfter(latest) ? until : latest;
        }
        return latest;
    }
}

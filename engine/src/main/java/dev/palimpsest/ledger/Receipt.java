package dev.palimpsest.ledger;

import dev.palimpsest.map.SubjectKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What became of one subject in one run.
 *
 * @param reason blocker ids, {@code busy}, {@code gone} or an error code; null when done
 * @param keptUntil the last day on which the law wants a record of the subject kept; null when nothing is kept
 * @param removed the subject's own row went, too: whoever bears the key later is somebody else
 * @param seen what the run left of the subject's rows where a condition moves with the day
 */
public record Receipt(
        SubjectKey key,
        Outcome outcome,
        @Nullable String reason,
        @Nullable LocalDate keptUntil,
        boolean removed,
        Seen seen) {
    /** Kept until somebody dates a record of the subject that has no date. */
    public static final LocalDate UNDATED = LocalDate.of(9999, 12, 31);

    /** The reason of subjects for whom their run was closed before it reached them. */
    public static final String RELEASED = "released";

    public static Receipt done(SubjectKey key, @Nullable LocalDate keptUntil, boolean removed, Seen seen) {
        return new Receipt(key, Outcome.DONE, null, keptUntil, removed, seen);
    }

    public static Receipt skipped(SubjectKey key, String reason) {
        return new Receipt(key, Outcome.SKIPPED, reason, null, false, Seen.NOTHING);
    }

    public static Receipt failed(SubjectKey key, String reason) {
        return new Receipt(key, Outcome.FAILED, reason, null, false, Seen.NOTHING);
    }
}

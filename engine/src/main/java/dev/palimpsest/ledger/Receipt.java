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
 */
public record Receipt(
        SubjectKey key,
        Outcome outcome,
        @Nullable String reason,
        @Nullable LocalDate keptUntil,
        boolean removed) {
    /** Kept until somebody dates a record of the subject that has no date. */
    public static final LocalDate UNDATED = LocalDate.of(9999, 12, 31);

    public static Receipt done(SubjectKey key, @Nullable LocalDate keptUntil, boolean removed) {
        return new Receipt(key, Outcome.DONE, null, keptUntil, removed);
    }

    public static Receipt skipped(SubjectKey key, String reason) {
        return new Receipt(key, Outcome.SKIPPED, reason, null, false);
    }

    public static Receipt failed(SubjectKey key, String reason) {
        return new Receipt(key, Outcome.FAILED, reason, null, false);
    }
}

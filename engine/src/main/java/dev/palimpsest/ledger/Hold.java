package dev.palimpsest.ledger;

import dev.palimpsest.map.SubjectKey;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold on one subject.
 *
 * @param reference a file number; may be empty
 * @param endsOn the last day on which it holds; null = until it is lifted
 * @param liftedAt null while nobody has lifted it
 */
public record Hold(
        String id,
        SubjectKey key,
        HoldReason reason,
        String reference,
        @Nullable LocalDate endsOn,
        String placedBy,
        Instant placedAt,
        @Nullable String liftedBy,
        @Nullable Instant liftedAt) {

    /** Whether it holds on this day. */
    public boolean isActive(LocalDate today) {
        return liftedAt == null && (endsOn == null || !endsOn.isBefore(today));
    }
}

package dev.palimpsest.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as the business database knows it.
 *
 * @param name what a human called its preview; null where nobody did
 * @param today the run's date in the business time zone
 * @param cutoff last activity on or before it means inactive
 * @param activities ids of the only activities that count; empty = all of the map
 * @param subjects how many keys the preview froze
 * @param expectedRows how many rows the preview saw that belong to them
 * @param withArchived whether archived subjects were selected, too
 * @param reason why somebody is merged into the shared profile, a word of a fixed list; null for any other run
 */
public record RunRecord(
        RunId id,
        @Nullable String name,
        String mapName,
        String mapDigest,
        String planDigest,
        String previewDigest,
        LocalDate today,
        LocalDate cutoff,
        List<String> activities,
        long subjects,
        long expectedRows,
        boolean withArchived,
        Status status,
        String releasedBy,
        @Nullable String reason,
        Instant startedAt) {

    /** A text as the table keeps it: empty for none. */
    static @Nullable String text(String kept) {
        return kept.isEmpty() ? null : kept;
    }

    /** Activities as the table keeps them: ids with commas between; none for all. */
    public static List<String> activities(@Nullable String kept) {
        return kept == null || kept.isEmpty() ? List.of() : List.of(kept.split(","));
    }

    /** How far a run is. */
    public enum Status {
        /** Subjects are left, or the sweep is. {@code resume} goes on, if no process is at it. */
        RUNNING,
        /** The brake stopped it. {@code resume} goes on once a human has looked why. */
        BRAKED,
        /** Every subject has a receipt and the sweep is done. {@code prove} reads everything again. */
        FINISHED,
        /** The proof was green; the traces are gone. Nothing is left to do. */
        PROVED,
        /** It was closed without a proof, since its key is lost or it has treated nobody. Nothing is left to do. */
        CLOSED;

        /** Whether nothing is left to do. */
        public boolean isOver() {
            return this == PROVED || this == CLOSED;
        }
    }

    /** The same by another map, or in other tables. */
    public RunRecord by(String otherMapDigest, String otherPlanDigest) {
        return new RunRecord(
                id,
                name,
                mapName,
                otherMapDigest,
                otherPlanDigest,
                previewDigest,
                today,
                cutoff,
                activities,
                subjects,
                expectedRows,
                withArchived,
                status,
                releasedBy,
                reason,
                startedAt);
    }
}

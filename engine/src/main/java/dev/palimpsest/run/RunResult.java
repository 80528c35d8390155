package dev.palimpsest.run;

import dev.palimpsest.receipt.RunId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param name what a human called the preview; null where nobody did
 * @param reasons why subjects were skipped, with their number; blocker ids, verdicts, {@code busy}, {@code gone}
 * @param failures error codes of failed subjects, with their number
 * @param rows rows treated by this call
 * @param swept texts of other records in which something was struck, by {@code table.column}
 * @param keptUntil treated subjects whose statutory records are still kept, by the last day
 * @param notCleared what housekeeping had no right to clear
 * @param statements SQL statements sent for the chunks of this call
 * @param chunks transactions committed by this call
 */
public record RunResult(
        RunId run,
        @Nullable String name,
        long subjects,
        long done,
        long skipped,
        long failed,
        Map<String, Long> reasons,
        Map<String, Long> failures,
        long rows,
        Map<String, Long> swept,
        Map<LocalDate, Long> keptUntil,
        List<String> notCleared,
        long statements,
        long chunks) {

    /** Whether every frozen subject was treated. */
    public boolean isComplete() {
        return skipped == 0 && failed == 0;
    }
}

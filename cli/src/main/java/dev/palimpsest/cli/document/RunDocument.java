package dev.palimpsest.cli.document;

import dev.palimpsest.ledger.Told;
import dev.palimpsest.run.RunResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param name what a human called the preview; null where nobody did
 * @param state {@code finished}, {@code proved} or {@code closed}
 * @param reasons why subjects were skipped, with their number
 * @param failures error codes of failed subjects, with their number
 * @param notTreated each of these, in key order
 * @param again subjects treated before whom this call has treated again, since the map was mended
 * @param anonymised treated subjects of whom nothing is kept
 * @param recordsKept treated subjects of whom a record is kept
 * @param merged treated subjects whose own rows went and whose kept rows one shared profile received
 * @param reassigned rows that lead to somebody else now, by table
 * @param removed treated subjects whose own rows went
 * @param keptUntil treated subjects whose statutory records are kept, by the last day
 * @param told how far other systems were told of the treated
 * @param warnings of other runs of the same people, and of decisions that count no more
 * @param exportedTo the directory of the export that was made first; null when none was
 */
public record RunDocument(
        String run,
        @Nullable String name,
        String state,
        long subjects,
        long done,
        long skipped,
        long failed,
        boolean complete,
        Map<String, Long> reasons,
        Map<String, Long> failures,
        List<NotDoneLine> notTreated,
        long rows,
        long again,
        long anonymised,
        long recordsKept,
        long merged,
        Map<String, Long> reassigned,
        long removed,
        Map<String, Long> swept,
        Map<String, Long> keptUntil,
        List<String> notCleared,
        Map<String, Long> files,
        long statements,
        long chunks,
        List<Told> told,
        List<String> warnings,
        @Nullable String exportedTo,
        double elapsedSeconds) {

    public static RunDocument of(RunResult result, double seconds) {
        return of(result, null, seconds);
    }

    public static RunDocument of(RunResult result, @Nullable String exportedTo, double seconds) {
        Map<String, Long> keptUntil = new TreeMap<>();
        result.keptUntil().forEach((day, subjects) -> keptUntil.put(day.toString(), subjects));
        return new RunDocument(
                result.run().value(),
                result.name(),
                result.status().name().toLowerCase(Locale.ROOT),
                result.subjects(),
                result.done(),
                result.skipped(),
                result.failed(),
                result.isComplete(),
                result.reasons(),
                result.failures(),
                NotDoneLine.of(result.notTreated()),
                result.rows(),
                result.again(),
                result.anonymised(),
                result.recordsKept(),
                result.merged(),
                result.reassigned(),
                result.removed(),
                result.swept(),
                keptUntil,
                result.notCleared(),
                result.files(),
                result.statements(),
                result.chunks(),
                result.told(),
                result.warnings(),
                exportedTo,
                seconds);
    }
}

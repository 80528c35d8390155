package dev.palimpsest.cli.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palimpsest.run.RehearsalResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal came to. Nothing was changed.
 *
 * @param preview digest of the preview
 * @param subjects how many it froze
 * @param rehearsed how many of them were treated and undone; the counts that follow are of these
 * @param complete whether everybody of these would go
 * @param reasons why subjects would be skipped, with their number
 * @param failures error codes of subjects who would fail, with their number
 * @param rows rows that would change
 * @param struck own texts in which something would be struck, by column
 * @param reassigned rows that would lead to somebody else, by table
 * @param removed subjects whose own rows would go
 * @param keptUntil subjects whose statutory records would be kept, by the last day
 * @param notRehearsed columns in which a run also strikes the treated in the records of others
 * @param tookSeconds how long the rehearsed chunks took
 * @param estimatedSeconds how long the chunks of all subjects would take at that pace
 * @param list who would be skipped or fail; only where asked for
 */
public record RehearsalDocument(
        @Nullable String name,
        String preview,
        long subjects,
        long rehearsed,
        long done,
        long skipped,
        long failed,
        boolean complete,
        Map<String, Long> reasons,
        Map<String, Long> failures,
        long rows,
        List<RehearsalResult.TableRows> tables,
        Map<String, Long> struck,
        Map<String, Long> reassigned,
        long removed,
        Map<String, Long> keptUntil,
        List<String> notRehearsed,
        double tookSeconds,
        double estimatedSeconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RefusedLine> list,
        double elapsedSeconds) {

    /** @param outcome {@code skipped} or {@code failed} */
    public record RefusedLine(String key, String outcome, String reason) {}

    public static RehearsalDocument of(RehearsalResult result, boolean listed, double seconds) {
        Map<String, Long> keptUntil = new TreeMap<>();
        result.keptUntil().forEach((day, subjects) -> keptUntil.put(day.toString(), subjects));
        return new RehearsalDocument(
                result.name(),
                result.preview(),
                result.people(),
                result.rehearsed(),
                result.done(),
                result.skipped(),
                result.failed(),
                result.isComplete(),
                result.reasons(),
                result.failures(),
                result.rows(),
                result.tables(),
                result.struck(),
                result.reassigned(),
                result.removed(),
                keptUntil,
                result.notSwept(),
                seconds(result.took()),
                seconds(result.estimate()),
                listed
                        ? result.refused().stream()
                                .map(each -> new RefusedLine(
                                        each.key().value(), each.outcome().word(), each.reason()))
                                .toList()
                        : null,
                seconds);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}

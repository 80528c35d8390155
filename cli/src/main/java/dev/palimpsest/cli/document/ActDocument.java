package dev.palimpsest.cli.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palimpsest.act.ActResult;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Choice;
import dev.palimpsest.survey.Act;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deactivating, archiving or restoring: who would change, or, confirmed, what came of it.
 *
 * @param confirmed whether it was done; what follows {@code subjects} is empty or 0 otherwise
 * @param subjects how many would change, or were released to be changed
 * @param refused selected subjects of whom it is not permitted, per blocker, state or verdict
 * @param reasons why subjects were skipped although they were permitted when they were counted
 * @param failures error codes of failed subjects, with their number
 * @param notChanged each of the skipped and failed
 * @param unknownKeys named keys without a row
 * @param keys of those who would change; only where asked for
 * @param people who would change; only where asked for
 * @param list the refused subjects; only where asked for
 */
public record ActDocument(
        String act,
        String map,
        boolean confirmed,
        long subjects,
        Map<String, Long> refused,
        long done,
        long skipped,
        long failed,
        boolean complete,
        Map<String, Long> reasons,
        Map<String, Long> failures,
        List<NotDoneLine> notChanged,
        List<String> unknownKeys,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> keys,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<PersonDocument> people,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<SubjectDocument> list,
        double elapsedSeconds) {

    /** Who would change. */
    public static ActDocument of(
            String map,
            Act act,
            Choice choice,
            List<String> unknownKeys,
            @Nullable List<PersonDocument> people,
            @Nullable List<SubjectDocument> list,
            double seconds) {
        return new ActDocument(
                act.word(),
                map,
                false,
                choice.keys().size(),
                choice.refused(),
                0,
                0,
                0,
                false,
                Map.of(),
                Map.of(),
                List.of(),
                unknownKeys,
                list == null
                        ? null
                        : choice.keys().stream().map(SubjectKey::value).toList(),
                people,
                list,
                seconds);
    }

    /** What came of it. */
    public static ActDocument of(String map, ActResult result, List<String> unknownKeys, double seconds) {
        return new ActDocument(
                result.act().word(),
                map,
                true,
                result.subjects(),
                result.refused(),
                result.done(),
                result.skipped(),
                result.failed(),
                result.isComplete() && unknownKeys.isEmpty(),
                result.reasons(),
                result.failures(),
                NotDoneLine.of(result.notChanged()),
                unknownKeys,
                null,
                null,
                null,
                seconds);
    }
}

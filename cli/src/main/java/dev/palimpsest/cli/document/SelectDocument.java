package dev.palimpsest.cli.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palimpsest.preview.Choice;
import dev.palimpsest.preview.SavedSelection;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.survey.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Saved selections.
 *
 * @param act {@code save}, {@code list}, {@code show} or {@code delete}
 * @param unknownKeys saved or shown keys without a row
 */
public record SelectDocument(
        String act, String map, List<SelectionLine> selections, List<String> unknownKeys, double elapsedSeconds) {
    /**
     * One saved selection.
     *
     * @param byKeys whether it names its subjects by their keys; else it is a filter
     * @param keys how many keys it names
     * @param inactiveFor ISO 8601 period; null = as the map says
     * @param limit at most so many; 0 = all
     * @param eligible how many of them may be anonymised now; left out where only listed
     * @param refused how many may not, per blocker, state or verdict; left out where only listed
     */
    public record SelectionLine(
            String name,
            boolean byKeys,
            long keys,
            List<String> kinds,
            List<String> verdicts,
            List<String> blockers,
            List<String> activities,
            @Nullable String inactiveFor,
            boolean withArchived,
            int limit,
            String savedBy,
            String savedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long eligible,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, Long> refused) {

        /** @param now whom it selects now; null where nobody looked */
        public static SelectionLine of(SavedSelection saved, @Nullable Choice now) {
            Selection selection = saved.selection();
            return new SelectionLine(
                    saved.name(),
                    saved.byKeys(),
                    saved.keyCount(),
                    selection.kinds(),
                    selection.verdicts().stream().map(Verdict::word).toList(),
                    selection.blockers(),
                    selection.inactivity().activities(),
                    selection.inactivity().length() == null
                            ? null
                            : selection.inactivity().length().toString(),
                    selection.withArchived(),
                    selection.limit(),
                    saved.savedBy(),
                    saved.savedAt().toString(),
                    now == null ? null : (long) now.keys().size(),
                    now == null ? null : now.refused());
        }
    }
}

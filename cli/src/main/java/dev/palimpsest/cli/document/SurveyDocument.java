package dev.palimpsest.cli.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palimpsest.survey.SurveyResult;
import dev.palimpsest.survey.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a survey. Dates are ISO 8601.
 *
 * @param activities the only activities that counted; empty = all of the map
 * @param inactive eligible, to be deactivated first, and blocked together
 * @param deactivateFirst inactive and unblocked, but not yet set inactive in the application
 * @param blockedSubjects inactive subjects with at least one blocker
 * @param blocked inactive subjects per blocker; one may count under several
 * @param deactivated bear the application's own inactive status
 * @param recordsKept treated, but a record tied to them is kept
 * @param anonymised treated, and nothing is kept
 * @param subscription left out where the map does not say who counts
 */
public record SurveyDocument(
        String map,
        String today,
        String cutoff,
        List<String> activities,
        long subjects,
        long active,
        long inactive,
        long eligible,
        long deactivateFirst,
        long blockedSubjects,
        Map<String, Long> blocked,
        Map<String, Long> warned,
        long unknownActivity,
        long never,
        long deactivated,
        long archived,
        long recordsKept,
        long anonymised,
        long activityAfterAnonymisation,
        @JsonInclude(JsonInclude.Include.NON_NULL) SurveyResult.@Nullable Subscription subscription,
        List<String> unknownKeys,
        double elapsedSeconds) {

    public static SurveyDocument of(String map, SurveyResult result, double seconds) {
        return of(map, result, List.of(), seconds);
    }

    /** @param unknownKeys named keys without a row */
    public static SurveyDocument of(String map, SurveyResult result, List<String> unknownKeys, double seconds) {
        return new SurveyDocument(
                map,
                result.moment().today().toString(),
                result.moment().cutoff().toString(),
                result.moment().activities(),
                result.subjects(),
                count(result, Verdict.ACTIVE),
                result.inactive(),
                result.eligible(),
                count(result, Verdict.DEACTIVATE_FIRST),
                count(result, Verdict.BLOCKED),
                result.blocked(),
                result.warned(),
                count(result, Verdict.UNKNOWN_ACTIVITY),
                count(result, Verdict.NEVER),
                result.deactivated(),
                count(result, Verdict.ARCHIVED),
                count(result, Verdict.RECORDS_KEPT),
                count(result, Verdict.ANONYMISED),
                result.activityAfterAnonymisation(),
                result.subscription(),
                unknownKeys,
                seconds);
    }

    private static long count(SurveyResult result, Verdict verdict) {
        return result.verdicts().getOrDefault(verdict, 0L);
    }
}

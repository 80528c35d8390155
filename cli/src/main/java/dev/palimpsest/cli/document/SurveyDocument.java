package dev.palimpsest.cli.document;

import dev.palimpsest.survey.SurveyResult;
import dev.palimpsest.survey.Verdict;
import java.util.Map;

/**
 * The counts of a survey. Dates are ISO 8601.
 *
 * @param inactive eligible and blocked together
 * @param blockedSubjects inactive subjects with at least one blocker
 * @param blocked inactive subjects per blocker; one may count under several
 */
public record SurveyDocument(
        String map,
        String today,
        String cutoff,
        long subjects,
        long active,
        long inactive,
        long eligible,
        long blockedSubjects,
        Map<String, Long> blocked,
        Map<String, Long> warned,
        long unknownActivity,
        long never,
        long archived,
        long anonymised,
        long activityAfterAnonymisation,
        double elapsedSeconds) {

    public static SurveyDocument of(String map, SurveyResult result, double seconds) {
        return new SurveyDocument(
                map,
                result.moment().today().toString(),
                result.moment().cutoff().toString(),
                result.subjects(),
                count(result, Verdict.ACTIVE),
                result.inactive(),
                result.eligible(),
                count(result, Verdict.BLOCKED),
                result.blocked(),
                result.warned(),
                count(result, Verdict.UNKNOWN_ACTIVITY),
                count(result, Verdict.NEVER),
                count(result, Verdict.ARCHIVED),
                count(result, Verdict.ANONYMISED),
                result.activityAfterAnonymisation(),
                seconds);
    }

    private static long count(SurveyResult result, Verdict verdict) {
        return result.verdicts().getOrDefault(verdict, 0L);
    }
}

package dev.palimpsest.survey;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers of a survey.
 *
 * @param subjects rows of the subject's table
 * @param inactive eligible and blocked together
 * @param blocked inactive subjects per blocker; one subject may count under several
 * @param warned inactive subjects per blocker that only warns
 * @param activityAfterAnonymisation treated subjects about whom something was written since
 */
public record SurveyResult(
        Moment moment,
        long subjects,
        long inactive,
        long eligible,
        Map<String, Long> blocked,
        Map<String, Long> warned,
        Map<Verdict, Long> verdicts,
        long activityAfterAnonymisation) {

    /** Adds up assessments. */
    static final class Tally {
        private final Map<String, Long> blocked = new TreeMap<>();
        private final Map<String, Long> warned = new TreeMap<>();
        private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        private long subjects;
        private long afterwards;

        Tally(Iterable<String> blockers) {
            blockers.forEach(id -> blocked.put(id, 0L));
            for (Verdict verdict : Verdict.values()) {
                verdicts.put(verdict, 0L);
            }
        }

        void add(Assessment assessment) {
            subjects++;
            verdicts.merge(assessment.verdict(), 1L, Long::sum);
            if (assessment.isInactive()) {
                assessment.blockers().forEach(id -> blocked.merge(id, 1L, Long::sum));
                assessment.warnings().forEach(id -> warned.merge(id, 1L, Long::sum));
            }
            if (assessment.activityAfterAnonymisation()) {
                afterwards++;
            }
        }

        SurveyResult result(Moment moment) {
            long eligible = verdicts.getOrDefault(Verdict.ELIGIBLE, 0L);
            return new SurveyResult(
                    moment,
                    subjects,
                    eligible + verdicts.getOrDefault(Verdict.BLOCKED, 0L),
                    eligible,
                    blocked,
                    warned,
                    verdicts,
                    afterwards);
        }
    }
}

package dev.palimpsest.survey;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a survey.
 *
 * @param subjects rows of the subject's table
 * @param inactive eligible, to be deactivated first, and blocked together
 * @param blocked inactive subjects per blocker; one subject may count under several
 * @param warned inactive subjects per blocker that only warns
 * @param deactivated subjects that bear the application's own inactive status and are not archived
 * @param subscription null when the map does not say who counts
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
        long deactivated,
        @Nullable Subscription subscription,
        long activityAfterAnonymisation) {

    /**
     * Who counts towards what the business pays for the application.
     *
     * @param before now
     * @param after once everybody is deactivated or anonymised who may be
     */
    public record Subscription(long before, long after) {}

    /** Adds up assessments. */
    static final class Tally {
        private final Map<String, Long> blocked = new TreeMap<>();
        private final Map<String, Long> warned = new TreeMap<>();
        private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        private final boolean subscriptionKnown;
        private long subjects;
        private long deactivated;
        private long subscribed;
        private long leaving;
        private long afterwards;

        Tally(Iterable<String> blockers, boolean subscriptionKnown) {
            this.subscriptionKnown = subscriptionKnown;
            blockers.forEach(id -> blocked.put(id, 0L));
            for (Verdict verdict : Verdict.values()) {
                verdicts.put(verdict, 0L);
            }
        }

        void add(Assessment assessment) {
            add(assessment, 1);
        }

        /** Adds so many subjects of whom the same is to be said. */
        void add(Assessment assessment, long number) {
            subjects += number;
            verdicts.merge(assessment.verdict(), number, Long::sum);
            if (assessment.isInactive()) {
                assessment.blockers().forEach(id -> blocked.merge(id, number, Long::sum));
                assessment.warnings().forEach(id -> warned.merge(id, number, Long::sum));
            }
            if (assessment.state() == RecordState.DEACTIVATED) {
                deactivated += number;
            }
            if (assessment.subscribed()) {
                subscribed += number;
                if (assessment.permits(Act.DEACTIVATE) || assessment.permits(Act.ANONYMISE)) {
                    leaving += number;
                }
            }
            if (assessment.activityAfterAnonymisation()) {
                afterwards += number;
            }
        }

        SurveyResult result(Moment moment) {
            long eligible = verdicts.getOrDefault(Verdict.ELIGIBLE, 0L);
            return new SurveyResult(
                    moment,
                    subjects,
                    eligible
                            + verdicts.getOrDefault(Verdict.DEACTIVATE_FIRST, 0L)
                            + verdicts.getOrDefault(Verdict.BLOCKED, 0L),
                    eligible,
                    blocked,
                    warned,
                    verdicts,
                    deactivated,
                    subscriptionKnown ? new Subscription(subscribed, subscribed - leaving) : null,
                    afterwards);
        }
    }
}

package dev.palimpsest.benchmarks.report;

import dev.palimpsest.benchmarks.measure.Rounds;
import java.util.List;
import java.util.Map;

/**
 * What one job came to.
 *
 * @param job for instance {@code run-redacted}
 * @param database {@code postgresql} or {@code mariadb}
 * @param unit of hand and ours
 * @param hand median of the rounds
 * @param ours median of the rounds
 * @param ratio ours divided by hand, median of the rounds
 * @param spread the least and the greatest ratio of a round
 * @param target what is promised
 * @param bound {@code at most} or {@code at least} the ratio, or {@code seconds at most}
 * @param within whether the promise is kept
 * @param rounds how often it was measured
 * @param details what else was counted, by its name
 */
public record JobResult(
        String job,
        String database,
        String unit,
        double hand,
        double ours,
        double ratio,
        List<Double> spread,
        double target,
        String bound,
        boolean within,
        int rounds,
        Map<String, Object> details) {

    public static JobResult of(
            String job, String database, String unit, Rounds rounds, Target target, Map<String, Object> details) {
        return new JobResult(
                job,
                database,
                unit,
                rounded(rounds.hand()),
                rounded(rounds.ours()),
                rounded(rounds.ratio()),
                List.of(rounded(rounds.leastRatio()), rounded(rounds.greatestRatio())),
                target.value(),
                switch (target.bound()) {
                    case AT_MOST -> "at most";
                    case AT_LEAST -> "at least";
                    case AT_MOST_SECONDS -> "seconds at most";
                },
                target.isMet(rounds.ours(), rounds.ratio()),
                rounds.count(),
                details);
    }

    /** Four digits that say something. */
    static double rounded(double value) {
        return value == 0
                ? 0
                : java.math.BigDecimal.valueOf(value)
                        .round(new java.math.MathContext(4))
                        .doubleValue();
    }
}

package dev.palimpsest.benchmarks.job;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.benchmarks.hand.HandSurvey;
import dev.palimpsest.benchmarks.measure.Heap;
import dev.palimpsest.benchmarks.measure.Rounds;
import dev.palimpsest.benchmarks.place.Place;
import dev.palimpsest.benchmarks.report.JobResult;
import dev.palimpsest.benchmarks.report.Target;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.SurveyResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code survey}: who is inactive since when, and who is held by what, from nothing. PostgreSQL only. */
public final class SurveyJob {
    private final Place place;
    private final Order order;
    private final boolean wholeProcess;
    private Map<String, Long> byHand = Map.of();
    private long inactive;
    private long subjects;

    /** @param wholeProcess whether the command line is measured, too, from its start to its end */
    public SurveyJob(Place place, Order order, boolean wholeProcess) {
        this.place = place;
        this.order = order;
        this.wholeProcess = wholeProcess;
    }

    public List<JobResult> measure() throws SQLException {
        Palimpsest palimpsest = Ours.attach(place.gymItself(), place.gym(), Variant.UNTOUCHED, order.scratch());
        Rounds rounds = new Rounds();
        long heap;
        try (Heap used = new Heap()) {
            for (int round = 0; round < order.rounds(); round++) {
                order.say("survey", round);
                if (Order.handBegins(round)) {
                    double hand = Work.timed(this::hand);
                    rounds.add(hand, Work.timed(() -> ours(palimpsest)));
                } else {
                    double ours = Work.timed(() -> ours(palimpsest));
                    rounds.add(Work.timed(this::hand), ours);
                }
                requireEqual();
            }
            heap = used.peak();
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("people", subjects);
        details.put("inactive", inactive);
        details.put("peoplePerSecond", Math.round(subjects / rounds.ours()));
        details.put("peakHeapBytes", heap);
        String database = place.product().word();
        List<JobResult> results = new ArrayList<>();
        results.add(JobResult.of("survey", database, "s", rounds, Target.SURVEY, details));
        if (wholeProcess) {
            results.add(JobResult.of(
                    "survey-whole-process", database, "s", wholeProcess(), Target.SURVEY_WHOLE_PROCESS, Map.of()));
        }
        return results;
    }

    /** By hand it is the statements and their connection only. */
    private Rounds wholeProcess() throws SQLException {
        CommandLineProcess process = new CommandLineProcess(place, order.scratch());
        Rounds rounds = new Rounds();
        for (int round = 0; round < order.rounds(); round++) {
            order.say("survey-whole-process", round);
            double hand = Work.timed(this::hand);
            rounds.add(hand, Work.timed(() -> process.run("survey")));
        }
        return rounds;
    }

    private void hand() throws SQLException {
        try (Connection connection = place.connect(place.gymItself())) {
            byHand = new HandSurvey(connection, place.gym().today()).survey();
        }
    }

    /** What the command line does without a list; by hand nobody looks for the newest activity of the active, either. */
    private void ours(Palimpsest palimpsest) {
        SurveyResult result = palimpsest.surveyCounts(Inactivity.OF_THE_MAP, quiet -> {});
        subjects = result.subjects();
        inactive = result.inactive();
    }

    /** Figures of different work would mean nothing. */
    private void requireEqual() {
        if (inactive != byHand.getOrDefault("inactive", -1L)) {
            throw new IllegalStateException(
                    "by hand " + byHand.get("inactive") + " people are inactive, in our survey " + inactive);
        }
    }
}

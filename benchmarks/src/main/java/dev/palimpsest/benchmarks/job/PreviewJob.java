package dev.palimpsest.benchmarks.job;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.benchmarks.hand.HandPreview;
import dev.palimpsest.benchmarks.measure.Heap;
import dev.palimpsest.benchmarks.measure.Rounds;
import dev.palimpsest.benchmarks.place.Place;
import dev.palimpsest.benchmarks.report.JobResult;
import dev.palimpsest.benchmarks.report.Target;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code preview}: who goes, what of theirs stands where, and whose identifiers others bear, too. PostgreSQL only. */
public final class PreviewJob {
    private final Place place;
    private final Order order;
    private List<Long> byHand = List.of();
    private List<Long> byUs = List.of();
    private long rows;

    public PreviewJob(Place place, Order order) {
        this.place = place;
        this.order = order;
    }

    public List<JobResult> measure() throws SQLException {
        Palimpsest palimpsest = Ours.attach(place.gymItself(), place.gym(), Variant.UNTOUCHED, order.scratch());
        Rounds rounds = new Rounds();
        long heap;
        try (Heap used = new Heap()) {
            for (int round = 0; round < order.rounds(); round++) {
                order.say("preview", round);
                if (Order.handBegins(round)) {
                    double hand = Work.timed(this::hand);
                    rounds.add(hand, Work.timed(() -> ours(palimpsest)));
                } else {
                    double ours = Work.timed(() -> ours(palimpsest));
                    rounds.add(Work.timed(this::hand), ours);
                }
                if (!byHand.equals(byUs)) {
                    throw new IllegalStateException("by hand " + byHand.size() + " people would go, in our preview "
                            + byUs.size() + ", or others");
                }
            }
            heap = used.peak();
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("people", byUs.size());
        details.put("rows", rows);
        details.put("peakHeapBytes", heap);
        return List.of(JobResult.of("preview", place.product().word(), "s", rounds, Target.PREVIEW, details));
    }

    private void hand() throws SQLException {
        try (Connection connection = place.connect(place.gymItself())) {
            byHand = new HandPreview(connection, place.gym().today())
                    .preview(order.limit())
                    .keys();
        }
    }

    private void ours(Palimpsest palimpsest) {
        Preview preview = palimpsest.preview(new Selection(List.of(), List.of(), false, order.people()), blocked -> {});
        byUs = preview.keys().stream().map(key -> Long.valueOf(key.value())).toList();
        rows = preview.expectedRows();
    }
}

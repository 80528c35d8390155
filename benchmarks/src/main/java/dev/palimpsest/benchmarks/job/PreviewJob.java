package dev.palimpsest.benchmarks.job;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.benchmarks.hand.HandPreview;
import dev.palimpsest.benchmarks.hand.HandPreview.Counts;
import dev.palimpsest.benchmarks.hand.HandPreview.Frozen;
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
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code preview}: who goes, who does not and why, what of theirs stands where, and whose identifiers others bear, too. PostgreSQL
 * only.
 */
public final class PreviewJob {
    private final Place place;
    private final Order order;
    private @Nullable Frozen byHand;
    private @Nullable Frozen byUs;

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
                requireEqual();
            }
            heap = used.peak();
        }
        Map<String, Object> details = new LinkedHashMap<>();
        Frozen frozen = Objects.requireNonNull(byUs);
        details.put("people", frozen.keys().size());
        details.put(
                "rows",
                frozen.tables().values().stream().mapToLong(Counts::rows).sum());
        details.put("peakHeapBytes", heap);
        return List.of(JobResult.of("preview", place.product().word(), "s", rounds, Target.PREVIEW, details));
    }

    /** Figures of different work would mean nothing. */
    private void requireEqual() {
        if (!Objects.requireNonNull(byHand).equals(byUs)) {
            throw new IllegalStateException(
                    "by hand " + told(byHand) + ", by us " + told(Objects.requireNonNull(byUs)));
        }
    }

    private static String told(Frozen frozen) {
        return frozen.keys().size() + " people go, blocked " + frozen.blocked() + ", " + frozen.tables() + ", shared "
                + frozen.shared();
    }

    private void hand() throws SQLException {
        try (Connection connection = place.connect(place.gymItself())) {
            byHand = new HandPreview(connection, place.gym().today()).preview(order.limit());
        }
    }

    private void ours(Palimpsest palimpsest) {
        Preview preview = palimpsest.preview(new Selection(List.of(), List.of(), false, order.people()), blocked -> {});
        SortedMap<String, Counts> tables = new TreeMap<>();
        preview.tables()
                .forEach(table -> tables.put(table.table(), new Counts(table.rows(), table.kept(), table.files())));
        byUs = new Frozen(
                preview.keys().stream().map(key -> Long.valueOf(key.value())).toList(),
                new TreeMap<>(preview.blocked()),
                tables,
                new TreeMap<>(preview.sharedIdentifiers()));
    }
}

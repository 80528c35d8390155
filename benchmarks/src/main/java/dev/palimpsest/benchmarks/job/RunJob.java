package dev.palimpsest.benchmarks.job;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.benchmarks.gym.Gym.Product;
import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.benchmarks.hand.BareCopy;
import dev.palimpsest.benchmarks.hand.HandPreview;
import dev.palimpsest.benchmarks.hand.HandRun;
import dev.palimpsest.benchmarks.hand.HandRunOnMariaDb;
import dev.palimpsest.benchmarks.hand.HandRunOneByOne;
import dev.palimpsest.benchmarks.hand.Treated;
import dev.palimpsest.benchmarks.measure.Heap;
import dev.palimpsest.benchmarks.measure.Rounds;
import dev.palimpsest.benchmarks.place.Place;
import dev.palimpsest.benchmarks.report.JobResult;
import dev.palimpsest.benchmarks.report.Target;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * {@code run} and {@code proof}: the same people treated by hand and by us, each on a fresh copy, and what we have treated
 * proved and read barely. On PostgreSQL one transaction for each person, too, and the write-ahead log.
 */
public final class RunJob {
    private final Place place;
    private final Order order;
    private final Variant variant;
    private final Rounds rates = new Rounds();
    private final Rounds oneByOne = new Rounds();
    private final Rounds logs = new Rounds();
    private final Rounds proofs = new Rounds();
    /** By hand stands for the first quarter of our run here, ours for its last. */
    private final Rounds growth = new Rounds();

    private final Map<String, Object> runDetails = new LinkedHashMap<>();
    private final Map<String, Object> proofDetails = new LinkedHashMap<>();

    public RunJob(Place place, Order order, Variant variant) {
        this.place = place;
        this.order = order;
        this.variant = variant;
    }

    /**
     * Measures one of them or both; a proof needs a run before it.
     *
     * @param run whether the run is asked for
     * @param prove whether the proof is
     */
    public List<JobResult> measure(boolean run, boolean prove) throws SQLException {
        for (int round = 0; round < order.rounds(); round++) {
            order.say(place.product().word() + ": " + variant.job("run") + (prove ? " and proof" : ""), round);
            List<Long> keys = run ? round(round, prove) : ours(round, true).keys();
            if (run && variant == Variant.UNTOUCHED) {
                oneByOne(keys);
            }
        }
        String database = place.product().word();
        List<JobResult> results = new ArrayList<>();
        if (run) {
            results.add(JobResult.of(variant.job("run"), database, "people/s", rates, Target.RUN, runDetails));
            if (variant == Variant.UNTOUCHED) {
                results.add(JobResult.of(
                        "run-one-by-one", database, "people/s", oneByOne, Target.RUN_ONE_BY_ONE, Map.of()));
            }
            if (place.product() == Product.POSTGRESQL) {
                results.add(JobResult.of(variant.job("run-wal"), database, "B/person", logs, Target.RUN_WAL, Map.of()));
            }
            if (growth.count() > 0) {
                results.add(JobResult.of(
                        variant.job("run-growth"), database, "ms/person", growth, Target.GROWTH, Map.of()));
            }
        }
        if (prove) {
            results.add(JobResult.of(variant.job("proof"), database, "s", proofs, Target.PROOF, proofDetails));
        }
        return results;
    }

    private List<Long> round(int round, boolean prove) throws SQLException {
        Measured hand;
        Measured ours;
        if (Order.handBegins(round)) {
            hand = hand();
            ours = ours(round, prove);
        } else {
            ours = ours(round, prove);
            hand = hand();
        }
        if (!hand.keys().equals(ours.keys())
                || hand.treated().people() != ours.treated().people()) {
            throw new IllegalStateException("by hand " + hand.treated().people() + " people were treated, by us "
                    + ours.treated().people() + ", or others");
        }
        rates.add(rate(hand.treated()), rate(ours.treated()));
        logs.add(perPerson(hand), perPerson(ours));
        runDetails.put("people", ours.treated().people());
        runDetails.put("rows", ours.treated().rows());
        runDetails.put(
                "rowsPerSecond",
                Math.round(ours.treated().rows() / ours.treated().seconds()));
        runDetails.put("statementsPerChunk", statementsPerChunk(ours.treated()));
        runDetails.put("statementsPerChunkByHand", statementsPerChunk(hand.treated()));
        return ours.keys();
    }

    /** One side's run. */
    private record Measured(List<Long> keys, Treated treated, long logged) {}

    private static double rate(Treated treated) {
        return treated.people() / treated.seconds();
    }

    private static double perPerson(Measured side) {
        return (double) side.logged() / Math.max(1, side.treated().people());
    }

    private static long statementsPerChunk(Treated treated) {
        return treated.statements() / Math.max(1, treated.chunks());
    }

    private Measured hand() throws SQLException {
        DataSource database = place.fresh(variant);
        try (Connection connection = place.connect(database)) {
            List<Long> keys = keys(connection);
            place.settle(database);
            long before = place.logged(database);
            Treated treated = switch (place.product()) {
                case POSTGRESQL -> new HandRun(connection, variant, place.gym().today()).run(keys, Order.CHUNK);
                case MARIADB ->
                    new HandRunOnMariaDb(connection, variant, place.gym().today()).run(keys, Order.CHUNK);
            };
            return new Measured(keys, treated, place.logged(database) - before);
        }
    }

    private List<Long> keys(Connection connection) throws SQLException {
        return switch (place.product()) {
            case POSTGRESQL ->
                new HandPreview(connection, place.gym().today())
                        .preview(order.limit())
                        .keys();
            case MARIADB ->
                new HandRunOnMariaDb(connection, variant, place.gym().today()).whoMayGo(order.limit());
        };
    }

    private void oneByOne(List<Long> keys) throws SQLException {
        DataSource database = place.fresh(variant);
        place.settle(database);
        try (Connection connection = place.connect(database);
                HandRunOneByOne hand = new HandRunOneByOne(
                        connection, place.product(), place.gym().today())) {
            Treated treated = hand.run(keys);
            oneByOne.add(rate(treated), rates.latestOurs());
        }
    }

    private Measured ours(int round, boolean prove) throws SQLException {
        DataSource database = place.fresh(variant);
        Palimpsest palimpsest = Ours.attach(database, place.gym(), variant, order.scratch());
        Preview preview = palimpsest.preview(new Selection(List.of(), List.of(), false, order.people()), blocked -> {});
        place.settle(database);
        OurRun.Outcome outcome;
        try (Heap used = new Heap()) {
            outcome = OurRun.of(palimpsest, preview, place, database);
            runDetails.merge("peakHeapBytes", used.peak(), (one, other) -> Math.max((long) one, (long) other));
        }
        if (outcome.treated().early() > 0) {
            growth.add(outcome.treated().early() * 1e3, outcome.treated().late() * 1e3);
        }
        runDetails.put("housekeepingSeconds", outcome.housekeeping());
        if (prove) {
            prove(round, palimpsest, outcome, database);
        }
        List<Long> keys =
                preview.keys().stream().map(key -> Long.valueOf(key.value())).toList();
        return new Measured(keys, outcome.treated(), outcome.logged());
    }

    private void prove(int round, Palimpsest palimpsest, OurRun.Outcome outcome, DataSource database)
            throws SQLException {
        BareCopy bare = new BareCopy(database, place.product(), order.connections());
        double handFirst = Order.handBegins(round) ? Work.timed(bare::read) : 0;
        ProofReport[] report = new ProofReport[1];
        double proof;
        try (Heap used = new Heap()) {
            proof = Work.timed(() ->
                    report[0] = palimpsest.prove(Optional.of(outcome.result().run())));
            proofDetails.merge("peakHeapBytes", used.peak(), (one, other) -> Math.max((long) one, (long) other));
        }
        if (!report[0].green()) {
            throw new IllegalStateException("the proof is not green: " + report[0].findings());
        }
        proofs.add(Order.handBegins(round) ? handFirst : Work.timed(bare::read), outcome.sweep() + proof);
        proofDetails.put("sweepSeconds", outcome.sweep());
        proofDetails.put("proofSeconds", proof);
        proofDetails.put("fingerprints", report[0].searched().fingerprints());
        proofDetails.put("megabytes", report[0].searched().bytes() / 1_000_000);
    }
}

package dev.palimpsest.benchmarks.job;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.benchmarks.hand.HandPreview;
import dev.palimpsest.benchmarks.hand.HandRun;
import dev.palimpsest.benchmarks.hand.Treated;
import dev.palimpsest.benchmarks.measure.Rounds;
import dev.palimpsest.benchmarks.place.Place;
import dev.palimpsest.benchmarks.report.Growth;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * What a person costs in a gym of one size: the same number of people treated by hand, by our first run and by our second
 * one. PostgreSQL only.
 */
public final class GrowthJob {
    private final Place place;
    private final Order order;

    /** @param order its people are those of one run; two runs need twice as many who may go */
    public GrowthJob(Place place, Order order) {
        this.place = place;
        this.order = order;
    }

    public Growth.Size measure() throws SQLException {
        Rounds first = new Rounds();
        Rounds second = new Rounds();
        for (int round = 0; round < order.rounds(); round++) {
            order.say("growth at " + place.gym().members() + " members", round);
            double hand = hand();
            DataSource database = place.fresh(Variant.UNTOUCHED);
            Palimpsest palimpsest = Ours.attach(database, place.gym(), Variant.UNTOUCHED, order.scratch());
            double firstRun = ours(palimpsest, database);
            first.add(hand, firstRun);
            second.add(firstRun, ours(palimpsest, database));
        }
        return new Growth.Size(place.gym().members(), first, second);
    }

    private double hand() throws SQLException {
        DataSource database = place.fresh(Variant.UNTOUCHED);
        try (Connection connection = place.connect(database)) {
            List<Long> keys = new HandPreview(connection, place.gym().today())
                    .preview(order.limit())
                    .keys();
            place.settle(database);
            return millis(new HandRun(connection, Variant.UNTOUCHED, place.gym().today()).run(keys, Order.CHUNK));
        }
    }

    private double ours(Palimpsest palimpsest, DataSource database) throws SQLException {
        Preview preview = palimpsest.preview(new Selection(List.of(), List.of(), false, order.people()), blocked -> {});
        place.settle(database);
        return millis(OurRun.of(palimpsest, preview, place, database).treated());
    }

    private static double millis(Treated treated) {
        if (treated.people() == 0) {
            throw new IllegalStateException("nobody may go any more; take fewer --people or more --sizes");
        }
        return treated.seconds() * 1e3 / treated.people();
    }
}

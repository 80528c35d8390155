package dev.palimpsest.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;

/** The same thing measured in several rounds, by hand and ours next to each other in each. Not thread-safe. */
public final class Rounds {
    private final List<Double> hand = new ArrayList<>();
    private final List<Double> ours = new ArrayList<>();

    public void add(double byHand, double byUs) {
        hand.add(byHand);
        ours.add(byUs);
    }

    public int count() {
        return hand.size();
    }

    /** What the last round measured of us. */
    public double latestOurs() {
        return ours.getLast();
    }

    public double hand() {
        return median(hand);
    }

    public double ours() {
        return median(ours);
    }

    /** Ours divided by hand: the median of the rounds' ratios, because the load of a machine changes between rounds. */
    public double ratio() {
        return median(ratios());
    }

    public double leastRatio() {
        return ratios().stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    public double greatestRatio() {
        return ratios().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private List<Double> ratios() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < hand.size(); i++) {
            ratios.add(hand.get(i) == 0 ? 0 : ours.get(i) / hand.get(i));
        }
        return ratios;
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return 0;
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}

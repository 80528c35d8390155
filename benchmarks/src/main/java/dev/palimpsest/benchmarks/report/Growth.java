package dev.palimpsest.benchmarks.report;

import dev.palimpsest.benchmarks.measure.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a person costs in gyms of several sizes, from the smallest to the largest. */
public record Growth(List<Size> sizes) {
    /**
     * One gym.
     *
     * @param first milliseconds for each person, by hand and in our first run
     * @param second the same in our first run, which stands for by hand here, and in our second one
     */
    public record Size(long members, Rounds first, Rounds second) {}

    /** The cost at every size beside the smallest, and of the second run beside the first. */
    public List<JobResult> results() {
        List<JobResult> results = new ArrayList<>();
        double smallest = sizes.getFirst().first().ours();
        for (Size size : sizes) {
            Rounds beside = new Rounds();
            beside.add(smallest, size.first().ours());
            results.add(JobResult.of(
                    "growth-size-" + size.members(),
                    "postgresql",
                    "ms/person",
                    beside,
                    Target.GROWTH,
                    Map.of("byHand", JobResult.rounded(size.first().hand()))));
            results.add(JobResult.of(
                    "growth-second-run-" + size.members(),
                    "postgresql",
                    "ms/person",
                    size.second(),
                    Target.GROWTH,
                    Map.of()));
        }
        return results;
    }
}

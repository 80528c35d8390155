package dev.palimpsest.demo.generator;

import dev.palimpsest.survey.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What was generated and what must be found in it: the generator's own account, made without reading the database.
 * People's keys are 1 and up without a gap. Immutable.
 */
public abstract class Contents {
    /** Two people, by their keys. */
    public record Pair(long first, long second) {}

    private final List<Expectation> expectations;
    private final Map<String, Long> rows;
    private final List<Planted> planted;

    /**
     * @param expectations of everybody, in the order of the keys
     * @param rows number of rows per table
     */
    protected Contents(List<Expectation> expectations, Map<String, Long> rows, List<Planted> planted) {
        this.expectations = List.copyOf(expectations);
        this.rows = Map.copyOf(rows);
        this.planted = List.copyOf(planted);
    }

    /** Number of rows per table. */
    public final Map<String, Long> rows() {
        return new TreeMap<>(rows);
    }

    /** Every personal datum that was written where it does not belong. */
    public final List<Planted> planted() {
        return planted;
    }

    /** @param key from 1 to the number of people */
    public final Expectation expected(long key) {
        return expectations.get((int) key - 1);
    }

    public final Map<Verdict, Long> verdicts() {
        return verdicts(expectations);
    }

    protected static Map<Verdict, Long> verdicts(List<Expectation> all) {
        return all.stream()
                .collect(Collectors.groupingBy(
                        Expectation::verdict, () -> new EnumMap<>(Verdict.class), Collectors.counting()));
    }

    /** Keys of the people with this verdict, ascending. */
    public final List<Long> keys(Verdict verdict) {
        return LongStream.rangeClosed(1, expectations.size())
                .filter(key -> expected(key).verdict() == verdict)
                .boxed()
                .toList();
    }

    /** People with the verdict {@link Verdict#BLOCKED} per id of a blocker; one can be in several counts. */
    public final Map<String, Long> blockedBy() {
        return expectations.stream()
                .filter(expectation -> expectation.verdict() == Verdict.BLOCKED)
                .flatMap(expectation -> expectation.blockers().stream())
                .collect(Collectors.groupingBy(blocker -> blocker, TreeMap::new, Collectors.counting()));
    }
}

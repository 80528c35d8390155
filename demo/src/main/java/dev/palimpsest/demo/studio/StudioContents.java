package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.demo.generator.Planted;
import dev.palimpsest.survey.Verdict;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What was generated and what must be found in it: the generator's own account, made without reading the database.
 * Immutable.
 */
public final class StudioContents {
    /** Two profiles. */
    public record Pair(long first, long second) {}

    /** What the loading of the tables found out. */
    record Loaded(Map<String, Long> rows, List<Planted> planted) {}

    private final StudioSize size;
    private final LocalDate today;
    private final Roster roster;
    private final List<Expectation> expectations;
    private final Map<String, Long> rows;
    private final List<Planted> planted;

    StudioContents(StudioSize size, LocalDate today, Roster roster, List<Expectation> expectations, Loaded loaded) {
        this.size = size;
        this.today = today;
        this.roster = roster;
        this.expectations = List.copyOf(expectations);
        this.rows = Map.copyOf(loaded.rows());
        this.planted = List.copyOf(loaded.planted());
    }

    public StudioSize size() {
        return size;
    }

    public LocalDate today() {
        return today;
    }

    /** Number of rows per table. */
    public Map<String, Long> rows() {
        return new TreeMap<>(rows);
    }

    /** Key of the anonymous profile. */
    public long nobody() {
        return Roster.NOBODY;
    }

    /** @param customer key of the client table, 1 to {@code size().customers()} */
    public Expectation expected(long customer) {
        return expectations.get((int) customer - 1);
    }

    public Map<Verdict, Long> verdicts() {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        expectations.forEach(expectation -> counts.merge(expectation.verdict(), 1L, Long::sum));
        return counts;
    }

    /** Keys of the customers with this verdict, ascending. */
    public List<Long> keys(Verdict verdict) {
        return LongStream.rangeClosed(1, expectations.size())
                .filter(key -> expected(key).verdict() == verdict)
                .boxed()
                .toList();
    }

    /** Customers with the verdict {@link Verdict#BLOCKED} per id of a blocker; a customer can be in several counts. */
    public Map<String, Long> blockedBy() {
        Map<String, Long> counts = new TreeMap<>();
        expectations.stream()
                .filter(expectation -> expectation.verdict() == Verdict.BLOCKED)
                .flatMap(expectation -> expectation.blockers().stream())
                .forEach(blocker -> counts.merge(blocker, 1L, Long::sum));
        return counts;
    }

    /** Key of the customer who stands for this case. */
    public long key(BoundaryCase boundary) {
        return roster.key(boundary);
    }

    /** Every personal datum that was written where it does not belong. */
    public List<Planted> planted() {
        return planted;
    }

    public List<Pair> namesakes() {
        return List.copyOf(roster.namesakes);
    }

    /** The older and the newer profile of the same person: both booked one session, wait for one, have the same settings. */
    public List<Pair> duplicates() {
        return List.copyOf(roster.duplicates);
    }

    /** Owner and second person of each duo membership. */
    public List<Pair> duos() {
        return roster.customers.stream()
                .filter(customer -> customer.ties().duoOf() != null)
                .map(customer -> new Pair(Objects.requireNonNull(customer.ties().duoOf()), customer.id()))
                .toList();
    }

    /** Keys of those who live under one roof, two and more. */
    public List<List<Long>> households() {
        return roster.customers.stream()
                .filter(customer -> customer.ties().household() != null)
                .collect(Collectors.groupingBy(
                        customer -> Objects.requireNonNull(customer.ties().household()),
                        TreeMap::new,
                        Collectors.mapping(Customer::id, Collectors.toList())))
                .values()
                .stream()
                .filter(family -> family.size() > 1)
                .toList();
    }
}

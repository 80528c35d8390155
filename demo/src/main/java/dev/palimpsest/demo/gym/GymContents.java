package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.demo.generator.Planted;
import dev.palimpsest.survey.Verdict;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What was generated and what must be found in it: the generator's own account, made without reading the database.
 * Immutable.
 */
public final class GymContents {
    /** Two members of the same first and last name who do not live together. */
    public record Namesakes(long first, long second) {}

    /**
     * Members under one roof.
     *
     * @param sharedEmail they all have the same e-mail address
     * @param sharedAccount those whose fees are debited from the account of the first
     */
    public record Household(List<Long> members, boolean sharedEmail, List<Long> sharedAccount) {
        public Household {
            members = List.copyOf(members);
            sharedAccount = List.copyOf(sharedAccount);
        }
    }

    private final GymSize size;
    private final LocalDate today;
    private final Map<String, Long> rows;
    private final Roster roster;
    private final List<Expectation> expectations;
    private final List<Planted> planted;

    GymContents(GymSize size, LocalDate today, Roster roster, List<Expectation> expectations, Loaded loaded) {
        this.size = size;
        this.today = today;
        this.roster = roster;
        this.expectations = List.copyOf(expectations);
        this.rows = Map.copyOf(loaded.rows());
        this.planted = List.copyOf(loaded.planted());
    }

    /** What the loading of the tables found out. */
    record Loaded(Map<String, Long> rows, List<Planted> planted) {}

    public GymSize size() {
        return size;
    }

    public LocalDate today() {
        return today;
    }

    /** Number of rows per table. */
    public Map<String, Long> rows() {
        return new TreeMap<>(rows);
    }

    /** Number of members per value of {@code member.status}. */
    public Map<String, Long> membersByStatus() {
        Map<String, Long> counts = new TreeMap<>();
        roster.people.forEach(person -> counts.merge(person.status().name(), 1L, Long::sum));
        return counts;
    }

    /** @param member key of the member table, 1 to {@code size().members()} */
    public Expectation expected(long member) {
        return expectations.get((int) member - 1);
    }

    public Map<Verdict, Long> verdicts() {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        expectations.forEach(expectation -> counts.merge(expectation.verdict(), 1L, Long::sum));
        return counts;
    }

    /** Keys of the members with this verdict, ascending. */
    public List<Long> keys(Verdict verdict) {
        return LongStream.rangeClosed(1, expectations.size())
                .filter(key -> expected(key).verdict() == verdict)
                .boxed()
                .toList();
    }

    /** Members with the verdict {@link Verdict#BLOCKED} per id of a blocker; a member can be in several counts. */
    public Map<String, Long> blockedBy() {
        Map<String, Long> counts = new TreeMap<>();
        expectations.stream()
                .filter(expectation -> expectation.verdict() == Verdict.BLOCKED)
                .flatMap(expectation -> expectation.blockers().stream())
                .forEach(blocker -> counts.merge(blocker, 1L, Long::sum));
        return counts;
    }

    /** Key of the member who stands for this case. */
    public long key(BoundaryCase boundary) {
        return roster.firstBoundaryKey() + boundary.ordinal();
    }

    /** Every personal datum that was written where it does not belong. */
    public List<Planted> planted() {
        return planted;
    }

    public List<Namesakes> namesakes() {
        return List.copyOf(roster.namesakes);
    }

    /** Families of two and more members. */
    public List<Household> households() {
        Map<Long, List<Person>> families = new TreeMap<>();
        for (Person person : roster.people) {
            if (person.household() != null) {
                families.computeIfAbsent(person.household().number(), n -> new java.util.ArrayList<>())
                        .add(person);
            }
        }
        return families.values().stream()
                .filter(family -> family.size() > 1)
                .map(GymContents::household)
                .toList();
    }

    private static Household household(List<Person> family) {
        boolean email = IntStream.range(0, family.size())
                .mapToObj(family::get)
                .allMatch(
                        person -> person.ownEmail() == null && person.contact().email() != null);
        List<Long> account = family.stream()
                .filter(person ->
                        person.household() != null && person.household().holder() != null)
                .map(Person::id)
                .toList();
        return new Household(family.stream().map(Person::id).toList(), email, account);
    }
}

package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.Business.Order;
import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.demo.generator.Planted;
import dev.palimpsest.survey.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What was generated and what must be found in it: the generator's own account, made without reading the database.
 * Immutable.
 */
public final class AcademyContents {
    /** Two participants of the same first and last name who do not live together. */
    public record Namesakes(long first, long second) {}

    private final Roster roster;
    private final List<Expectation> expectations;
    private final List<Expectation> byCourse;
    private final Map<String, Long> rows;
    private final List<Planted> planted;

    AcademyContents(Order order, Roster roster, Map<String, Long> rows, List<Planted> planted) {
        Judge judge = new Judge(order.today());
        this.roster = roster;
        this.expectations = roster.people.stream().map(judge::judge).toList();
        this.byCourse = roster.people.stream().map(judge::judgeByCourse).toList();
        this.rows = Map.copyOf(rows);
        this.planted = List.copyOf(planted);
    }

    /** Number of rows per table. */
    public Map<String, Long> rows() {
        return new TreeMap<>(rows);
    }

    /** @param participant key in the participants' table, from 1 */
    public Expectation expected(long participant) {
        return expectations.get((int) participant - 1);
    }

    /** The same where nothing but courses counts as activity. */
    public Expectation expectedByCourse(long participant) {
        return byCourse.get((int) participant - 1);
    }

    public Map<Verdict, Long> verdicts() {
        return count(expectations);
    }

    /** The same where nothing but courses counts as activity. */
    public Map<Verdict, Long> verdictsByCourse() {
        return count(byCourse);
    }

    private static Map<Verdict, Long> count(List<Expectation> all) {
        return all.stream()
                .collect(Collectors.groupingBy(
                        Expectation::verdict, () -> new EnumMap<>(Verdict.class), Collectors.counting()));
    }

    /** Keys of the participants with this verdict, ascending. */
    public List<Long> keys(Verdict verdict) {
        return LongStream.rangeClosed(1, expectations.size())
                .filter(key -> expected(key).verdict() == verdict)
                .boxed()
                .toList();
    }

    /** Participants with the verdict {@link Verdict#BLOCKED} per id of a blocker; one can be in several counts. */
    public Map<String, Long> blockedBy() {
        return expectations.stream()
                .filter(expectation -> expectation.verdict() == Verdict.BLOCKED)
                .flatMap(expectation -> expectation.blockers().stream())
                .collect(Collectors.groupingBy(blocker -> blocker, TreeMap::new, Collectors.counting()));
    }

    /** Number of participants with this status in the application. */
    public long with(Status status) {
        return roster.people.stream()
                .filter(person -> person.status() == status)
                .count();
    }

    /** Key of the participant who stands for this case. */
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

    /** Participants who have this e-mail address in common, per address that several have. */
    public Map<String, List<Long>> sharedEmails() {
        Map<String, List<Long>> shared = roster.people.stream()
                .filter(person -> person.contact().sharedEmail())
                .collect(Collectors.groupingBy(
                        person -> String.valueOf(person.contact().email()),
                        TreeMap::new,
                        Collectors.mapping(Participant::id, Collectors.toList())));
        shared.values().removeIf(people -> people.size() < 2);
        return shared;
    }
}

package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.Business.Order;
import dev.palimpsest.demo.generator.Contents;
import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.demo.generator.Planted;
import dev.palimpsest.survey.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What stands in a generated academy. Immutable. */
public final class AcademyContents extends Contents {
    private final Roster roster;
    private final List<Expectation> byCourse;

    AcademyContents(Order order, Roster roster, Map<String, Long> rows, List<Planted> planted) {
        this(new Judge(order.today()), roster, rows, planted);
    }

    private AcademyContents(Judge judge, Roster roster, Map<String, Long> rows, List<Planted> planted) {
        super(roster.people.stream().map(judge::judge).toList(), rows, planted);
        this.roster = roster;
        this.byCourse = roster.people.stream().map(judge::judgeByCourse).toList();
    }

    /** What {@link #expected} says, where nothing but courses counts as activity. */
    public Expectation expectedByCourse(long participant) {
        return byCourse.get((int) participant - 1);
    }

    public Map<Verdict, Long> verdictsByCourse() {
        return verdicts(byCourse);
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

    /** Two participants of the same first and last name who do not live together. */
    public List<Pair> namesakes() {
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

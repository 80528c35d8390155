package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Contents;
import dev.palimpsest.demo.generator.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What stands in a generated gym. Immutable. */
public final class GymContents extends Contents {
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

    private final Roster roster;

    GymContents(Roster roster, List<Expectation> expectations, Load load) {
        super(expectations, load.rows, load.planted);
        this.roster = roster;
    }

    /** Key of the member who stands for this case. */
    public long key(BoundaryCase boundary) {
        return roster.firstBoundaryKey() + boundary.ordinal();
    }

    /** Two members of the same first and last name who do not live together. */
    public List<Pair> namesakes() {
        return List.copyOf(roster.namesakes);
    }

    /** Families of two and more members. */
    public List<Household> households() {
        Map<Long, List<Person>> families = new TreeMap<>();
        for (Person person : roster.people) {
            if (person.household() != null) {
                families.computeIfAbsent(person.household().number(), n -> new ArrayList<>())
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

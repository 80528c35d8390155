package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Contents;
import dev.palimpsest.demo.generator.Expectation;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What stands in a generated studio. Immutable. */
public final class StudioContents extends Contents {
    private final Roster roster;

    StudioContents(Roster roster, List<Expectation> expectations, Load load) {
        super(expectations, load.rows, load.planted);
        this.roster = roster;
    }

    /** Key of the anonymous profile. */
    public long nobody() {
        return Roster.NOBODY;
    }

    /** Key of the customer who stands for this case. */
    public long key(BoundaryCase boundary) {
        return roster.key(boundary);
    }

    /** Two customers of the same first and last name who do not live together. */
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

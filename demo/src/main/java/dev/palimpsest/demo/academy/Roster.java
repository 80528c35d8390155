package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.Business.Order;
import dev.palimpsest.demo.academy.Participant.Contact;
import dev.palimpsest.demo.academy.Participant.Employer;
import dev.palimpsest.demo.generator.Address;
import dev.palimpsest.demo.generator.Contents;
import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Iban;
import dev.palimpsest.demo.generator.Identities;
import dev.palimpsest.demo.generator.Name;
import dev.palimpsest.demo.generator.Phone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everybody, numbered from 1: first the trainers, then one person per {@link BoundaryCase}, then the others. With the
 * employers this is all that is held in memory; the rows of all tables follow from it.
 */
final class Roster {
    private static final List<String> TRADES = List.of(
            "Bouw",
            "Logistiek",
            "Techniek",
            "Installatie",
            "Transport",
            "Groen",
            "Schoonmaak",
            "Metaal",
            "Haven",
            "Zorg");
    private static final List<String> BRANDS = List.of(
            "Waalkade",
            "Domstad",
            "Lekstroom",
            "Merwede",
            "Biesbosch",
            "Veluwe",
            "Maasoever",
            "Betuwe",
            "Linge",
            "Rijnzicht");

    final List<Participant> people = new ArrayList<>();
    final List<Employer> employers = new ArrayList<>();
    final List<Contents.Pair> namesakes = new ArrayList<>();
    final int trainers;

    private final long seed;
    private final LocalDate today;
    private final Identities identities;
    private final Population population;
    private @Nullable Participant head;
    private int relativesLeft;

    Roster(Order order) {
        this.seed = order.seed();
        this.today = order.today();
        this.identities = new Identities(Rivierenland.REGION, order.seed());
        this.population = new Population(order.today());
        this.trainers = Math.max(4, order.subjects() / 200);
        hire(Math.max(6, order.subjects() / 25));
        fill(order.subjects());
    }

    long firstBoundaryKey() {
        return trainers + 1L;
    }

    private long firstOrdinaryKey() {
        return firstBoundaryKey() + BoundaryCase.values().length;
    }

    private void hire(int number) {
        for (long id = 1; id <= number; id++) {
            Dice dice = Dice.of(seed, Topic.EMPLOYER, id);
            String brand = BRANDS.get((int) (id % BRANDS.size()));
            String trade = TRADES.get((int) (id / BRANDS.size() % TRADES.size()));
            long round = id / BRANDS.size() / TRADES.size();
            String name = brand + " " + trade + (round == 0 ? "" : " " + round) + " BV";
            String host = (brand + trade + (round == 0 ? "" : round)).toLowerCase(Locale.ROOT);
            employers.add(new Employer(id, name, identities.address(dice), "planning@" + host + ".example"));
        }
    }

    private void fill(int subjects) {
        for (long id = 1; id <= subjects; id++) {
            Dice dice = Dice.of(seed, Topic.PERSON, id);
            if (id < firstBoundaryKey()) {
                people.add(alone(id, population.trainer(dice), dice));
            } else if (id < firstOrdinaryKey()) {
                BoundaryCase boundary = BoundaryCase.values()[(int) (id - firstBoundaryKey())];
                people.add(alone(id, boundary.draft(today), dice));
            } else {
                people.add(ordinary(id, dice));
            }
        }
    }

    private Participant ordinary(long id, Dice dice) {
        Draft draft = population.somebody(dice);
        if (relativesLeft > 0 && head != null) {
            relativesLeft--;
            return relative(id, draft, dice, head);
        }
        if (dice.chance(0.03)) {
            head = family(id, draft, dice);
            relativesLeft = dice.pick(1, 1, 2);
            return head;
        }
        if (dice.chance(0.008)) {
            return namesake(id, draft, dice);
        }
        return dice.chance(0.7) ? employee(id, draft, dice) : alone(id, draft, dice);
    }

    private Participant alone(long id, Draft draft, Dice dice) {
        Identity who = identity(dice);
        return person(id, draft, dice, who, contact(dice, who.name(), id, true), null, null);
    }

    /** Employers register their people under one address of their own more often than not. */
    private Participant employee(long id, Draft draft, Dice dice) {
        Identity who = identity(dice);
        Employer employer = dice.pick(employers);
        Contact own = contact(dice, who.name(), id, false);
        Contact contact = dice.chance(0.4) ? new Contact(employer.planningEmail(), true, own.mobile(), null) : own;
        return person(id, draft, dice, who, contact, employer, null);
    }

    private Participant family(long id, Draft draft, Dice dice) {
        Identity who = identity(dice);
        Contact own = contact(dice, who.name(), id, false);
        String email =
                "familie." + new Name("", who.name().last()).inAddresses('.').substring(1) + id + "@ziggo.example";
        return person(id, draft, dice, who, new Contact(email, true, own.mobile(), null), null, id);
    }

    /** Same last name, address and e-mail as the first of the family. */
    private Participant relative(long id, Draft draft, Dice dice, Participant first) {
        char gender = gender(dice);
        Identity who =
                new Identity(identities.relative(dice, gender, first.name().last()), gender, first.address());
        Contact own = contact(dice, who.name(), id, false);
        Contact contact = new Contact(first.contact().email(), true, own.mobile(), null);
        return person(id, draft, dice, who, contact, null, first.id());
    }

    private Participant namesake(long id, Draft draft, Dice dice) {
        if (id == firstOrdinaryKey()) {
            return alone(id, draft, dice);
        }
        int index = (int) (firstOrdinaryKey() - 1 + dice.below((int) (id - firstOrdinaryKey())));
        Participant other = people.get(index);
        if (other.family() != null || other.hasNamesake()) {
            return alone(id, draft, dice);
        }
        people.set(index, other.withNamesake());
        namesakes.add(new Contents.Pair(other.id(), id));
        Identity who = new Identity(other.name(), other.gender(), identities.address(dice));
        return person(id, draft, dice, who, contact(dice, other.name(), id, true), null, null)
                .withNamesake();
    }

    private record Identity(Name name, char gender, Address address) {}

    private Identity identity(Dice dice) {
        char gender = gender(dice);
        return new Identity(identities.name(dice, gender), gender, identities.address(dice));
    }

    private static char gender(Dice dice) {
        return dice.chance(0.4) ? 'F' : 'M';
    }

    private Contact contact(Dice dice, Name name, long id, boolean paysAlone) {
        Phone mobile = dice.chance(0.9) ? mobile(dice, id) : null;
        String iban = paysAlone ? Iban.dutch(Identities.account(id)) : null;
        return new Contact(dice.chance(0.95) ? identities.email(dice, name, id) : null, false, mobile, iban);
    }

    /** In the Netherlands the code of every mobile number is 6. */
    private Phone mobile(Dice dice, long id) {
        Phone drawn = identities.mobile(dice, id);
        return new Phone(drawn.country(), "6", drawn.code().substring(1) + drawn.number());
    }

    private Participant person(
            long id,
            Draft draft,
            Dice dice,
            Identity who,
            Contact contact,
            @Nullable Employer employer,
            @Nullable Long family) {
        LocalDate born = LocalDate.of(1958, 1, 1).plusDays(dice.below(48 * 365));
        return new Participant(
                id,
                draft.status,
                who.name(),
                who.gender(),
                born,
                who.address(),
                contact,
                employer,
                family,
                false,
                draft.dossier());
    }
}

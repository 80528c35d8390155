package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Address;
import dev.palimpsest.demo.generator.Contents;
import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Iban;
import dev.palimpsest.demo.generator.Identities;
import dev.palimpsest.demo.generator.Name;
import dev.palimpsest.demo.gym.Person.Change;
import dev.palimpsest.demo.gym.Person.Contact;
import dev.palimpsest.demo.gym.Person.Family;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everybody, numbered from 1: first the employees, then one person per {@link BoundaryCase}, then the others. This list
 * is the only thing about the gym that is held in memory; the rows of all tables follow from it.
 */
final class Roster {
    final List<Person> people = new ArrayList<>();
    final List<Contents.Pair> namesakes = new ArrayList<>();
    final int employees;

    private final long seed;
    private final LocalDate today;
    private final Identities identities;
    private final Population population;
    private @Nullable Person head;
    private int relativesLeft;

    Roster(GymSize size, LocalDate today) {
        this.seed = size.seed();
        this.today = today;
        this.identities = new Identities(Rhineland.REGION, size.seed());
        this.population = new Population(today);
        this.employees = Math.max(6, size.members() / 250);
        fill(size.members());
    }

    long firstBoundaryKey() {
        return employees + 1L;
    }

    private void fill(int members) {
        for (long id = 1; id <= members; id++) {
            Dice dice = Dice.of(seed, Topic.PERSON, id);
            long boundary = id - firstBoundaryKey();
            if (boundary < 0) {
                people.add(single(id, population.employee(dice), dice));
            } else if (boundary < BoundaryCase.values().length) {
                people.add(single(id, BoundaryCase.values()[(int) boundary].draft(today), dice));
            } else {
                people.add(ordinary(id, dice));
            }
        }
    }

    private Person ordinary(long id, Dice dice) {
        Draft draft = population.somebody(dice);
        if (relativesLeft > 0 && head != null) {
            relativesLeft--;
            return relative(id, draft, dice, head);
        }
        if (dice.chance(0.07)) {
            head = head(id, draft, dice);
            relativesLeft = dice.pick(1, 1, 2, 3);
            return head;
        }
        return dice.chance(0.006) ? namesake(id, draft, dice) : single(id, draft, dice);
    }

    private Person single(long id, Draft draft, Dice dice) {
        char gender = gender(dice);
        return person(id, draft, dice, gender, identities.name(dice, gender), null);
    }

    private Person namesake(long id, Draft draft, Dice dice) {
        long first = firstBoundaryKey() + BoundaryCase.values().length;
        if (id - 1 <= first) {
            return single(id, draft, dice);
        }
        int index = (int) (first - 1 + dice.below((int) (id - first)));
        Person other = people.get(index);
        if (other.household() != null || other.hasNamesake()) {
            return single(id, draft, dice);
        }
        people.set(index, withNamesake(other));
        namesakes.add(new Contents.Pair(other.id(), id));
        return withNamesake(person(id, draft, dice, other.gender(), other.name(), null));
    }

    private static Person withNamesake(Person p) {
        return new Person(
                p.id(),
                p.status(),
                p.name(),
                p.gender(),
                p.born(),
                p.address(),
                p.contact(),
                p.change(),
                p.household(),
                true,
                p.membership(),
                p.affairs());
    }

    private Person head(long id, Draft draft, Dice dice) {
        char gender = gender(dice);
        Family family = new Family(id, dice.chance(0.5), null);
        return person(id, draft, dice, gender, identities.name(dice, gender), family);
    }

    /** Same last name, address and landline as the first of the family; often the same e-mail or bank account. */
    private Person relative(long id, Draft draft, Dice dice, Person first) {
        char gender = gender(dice);
        Name name = identities.relative(dice, gender, first.name().last());
        boolean sharesAccount = first.contact().iban() != null && dice.chance(0.4);
        boolean sharesEmail = first.household() != null && first.household().sharedEmail();
        Family family = new Family(first.id(), sharesEmail, sharesAccount ? first.name() : null);
        Person own = person(id, draft, dice, gender, name, family);
        Contact contact = new Contact(
                sharesEmail ? first.contact().email() : own.contact().email(),
                own.contact().mobile(),
                first.contact().landline(),
                sharesAccount ? first.contact().iban() : own.contact().iban());
        return new Person(
                id,
                draft.status,
                name,
                gender,
                own.born(),
                first.address(),
                contact,
                null,
                family,
                false,
                draft.membership(),
                draft.affairs);
    }

    private Person person(long id, Draft draft, Dice dice, char gender, Name name, @Nullable Family family) {
        Address address = identities.address(dice);
        LocalDate born = LocalDate.of(1950, 1, 1).plusDays(dice.below(58 * 365));
        String email = family != null && family.sharedEmail()
                ? "familie." + new Name("", name.last()).inAddresses('.').substring(1) + id + "@posteo.example"
                : dice.chance(0.95) ? identities.email(dice, name, id) : null;
        Contact contact = new Contact(
                email,
                dice.chance(0.92) ? identities.mobile(dice, id) : null,
                family != null || dice.chance(0.4) ? identities.landline(address, id) : null,
                draft.contracts.isEmpty() ? null : Iban.german(Identities.account(id)));
        Change change = family == null ? change(dice, draft, gender) : null;
        return new Person(
                id,
                draft.status,
                name,
                gender,
                born,
                address,
                contact,
                change,
                family,
                false,
                draft.membership(),
                draft.affairs);
    }

    /** Only for somebody with an invoice before the change: that is how the old data can be known today. */
    private @Nullable Change change(Dice dice, Draft draft, char gender) {
        if (draft.contracts.isEmpty() || !dice.chance(0.08)) {
            return null;
        }
        LocalDate start = draft.contracts.get(0).starts();
        LocalDate end = draft.contracts.get(0).billedUntil();
        if (!start.plusMonths(1).isBefore(end)) {
            return null;
        }
        LocalDate on = start.plusDays(dice.between(20, (int) Math.min(1500, end.toEpochDay() - start.toEpochDay())));
        boolean marriage = dice.chance(0.3);
        return new Change(
                on,
                marriage ? identities.name(dice, gender) : null,
                !marriage || dice.chance(0.5) ? identities.address(dice) : null);
    }

    private static char gender(Dice dice) {
        return dice.chance(0.53) ? 'F' : 'M';
    }
}

package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Address;
import dev.palimpsest.demo.generator.Contents;
import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Identities;
import dev.palimpsest.demo.generator.Name;
import dev.palimpsest.demo.studio.Customer.Change;
import dev.palimpsest.demo.studio.Customer.Contact;
import dev.palimpsest.demo.studio.Customer.Status;
import dev.palimpsest.demo.studio.Customer.Ties;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every profile, numbered from 1: first the anonymous one, then our own people, then one per {@link BoundaryCase}, then
 * the others. The rows of all tables follow from this list.
 */
final class Roster {
    /** The key of the profile "Profil supprimé". */
    static final long NOBODY = 1;

    private static final int EMPLOYEES = 8;
    private static final long FIRST_BOUNDARY = NOBODY + EMPLOYEES + 1;

    final List<Customer> customers = new ArrayList<>();
    final List<Contents.Pair> namesakes = new ArrayList<>();
    final List<Contents.Pair> duplicates = new ArrayList<>();

    private final long seed;
    private final long size;
    private final LocalDate today;
    private final Identities identities;
    private final Population population;
    /** Whose family is being made up. */
    private @Nullable Customer head;

    private int relativesLeft;

    Roster(StudioSize size, LocalDate today) {
        this.seed = size.seed();
        this.size = size.customers();
        this.today = today;
        this.identities = new Identities(Lyon.REGION, size.seed());
        this.population = new Population(today);
        customers.add(nobody());
        for (long id = NOBODY + 1; id <= size.customers(); id++) {
            customers.add(next(id, Dice.of(seed, Topic.PERSON, id)));
        }
    }

    long key(BoundaryCase boundary) {
        return FIRST_BOUNDARY + boundary.ordinal();
    }

    Customer customer(long id) {
        return customers.get((int) id - 1);
    }

    private Customer nobody() {
        Draft draft = new Draft(today);
        draft.status = Status.NOBODY;
        draft.createdAt = today.minusYears(9).atTime(10, 0);
        return new Customer(
                NOBODY,
                Status.NOBODY,
                new Name("Profil", "supprimé"),
                'M',
                LocalDate.EPOCH,
                new Address("", "", ""),
                new Contact(null, null, null, null),
                null,
                Ties.NONE,
                draft.life(NOBODY),
                Situation.SETTLED);
    }

    private Customer next(long id, Dice dice) {
        long boundary = id - FIRST_BOUNDARY;
        if (boundary < 0) {
            return single(id, population.employee(dice), dice, Ties.NONE);
        }
        if (boundary < BoundaryCase.values().length) {
            return single(id, BoundaryCase.values()[(int) boundary].draft(today), dice, duoOfPrevious(id));
        }
        Draft draft = population.somebody(dice);
        if (relativesLeft > 0 && head != null) {
            relativesLeft--;
            return relative(id, draft, dice, head);
        }
        Ties ties = duoOfPrevious(id);
        if (ties.duoOf() == null) {
            if (dice.chance(0.06)) {
                head = single(id, draft, dice, new Ties(id, dice.chance(0.5), false, null, null));
                relativesLeft = dice.pick(1, 1, 2, 3);
                return head;
            }
            if (dice.chance(0.02) && canHaveTwoProfiles(customer(id - 1))) {
                return secondProfile(id, draft, dice, customer(id - 1));
            }
            if (dice.chance(0.008)) {
                return namesake(id, draft, dice);
            }
            draft.duo = id < size && dice.chance(0.05);
        }
        return single(id, draft, dice, ties);
    }

    /** Whoever follows the owner of a duo is its second person. */
    private Ties duoOfPrevious(long id) {
        boolean second = customer(id - 1).life().memberships().stream()
                .anyMatch(membership -> Long.valueOf(id).equals(membership.partner()));
        return second ? new Ties(null, false, false, null, id - 1) : Ties.NONE;
    }

    private Customer single(long id, Draft draft, Dice dice, Ties ties) {
        char gender = gender(dice);
        return customer(id, draft, dice, gender, identities.name(dice, gender), ties);
    }

    private boolean canHaveTwoProfiles(Customer customer) {
        return customer.id() >= FIRST_BOUNDARY + BoundaryCase.values().length
                && customer.ties().equals(Ties.NONE)
                && customer.life().lastVisit() != null
                && customer.change() == null;
    }

    /** Somebody who forgot the old profile and made a new one. */
    private Customer secondProfile(long id, Draft draft, Dice dice, Customer first) {
        if (draft.lastVisit == null) {
            draft.neverCame(today.minusDays(200), LocalTime.NOON);
            draft.visitsUntil(today.minusDays(190).atTime(Calendar.SLOTS.getFirst()));
        }
        Customer second =
                customer(id, draft, dice, first.gender(), first.name(), new Ties(null, false, false, first.id(), null));
        customers.set((int) first.id() - 1, first.with(first.ties().otherProfile(id)));
        duplicates.add(new Contents.Pair(first.id(), id));
        String email = first.contact().email();
        Contact contact = new Contact(
                email == null ? second.contact().email() : email.toUpperCase(Locale.ROOT),
                first.contact().mobile(),
                null,
                first.contact().iban());
        return new Customer(
                id,
                second.status(),
                first.name(),
                first.gender(),
                first.born(),
                first.address(),
                contact,
                null,
                second.ties(),
                second.life(),
                second.situation());
    }

    private Customer namesake(long id, Draft draft, Dice dice) {
        long first = FIRST_BOUNDARY + BoundaryCase.values().length;
        Customer other = id <= first ? null : customer(first + dice.below((int) (id - first)));
        if (other == null || other.ties().household() != null || other.hasNamesake()) {
            return single(id, draft, dice, Ties.NONE);
        }
        customers.set((int) other.id() - 1, other.with(other.ties().namesake()));
        namesakes.add(new Contents.Pair(other.id(), id));
        return customer(id, draft, dice, other.gender(), other.name(), Ties.NONE.namesake());
    }

    /** Same last name, address and landline as the first of the family; often the same e-mail address. */
    private Customer relative(long id, Draft draft, Dice dice, Customer first) {
        char gender = gender(dice);
        Name name = identities.relative(dice, gender, first.name().last());
        Customer own = customer(id, draft, dice, gender, name, first.ties());
        Contact contact = new Contact(
                first.ties().sharedEmail()
                        ? first.contact().email()
                        : own.contact().email(),
                own.contact().mobile(),
                first.contact().landline(),
                own.contact().iban());
        return new Customer(
                id,
                draft.status,
                name,
                gender,
                own.born(),
                first.address(),
                contact,
                null,
                first.ties(),
                own.life(),
                own.situation());
    }

    private Customer customer(long id, Draft draft, Dice dice, char gender, Name name, Ties ties) {
        Address address = identities.address(dice);
        boolean family = ties.household() != null;
        String email = ties.sharedEmail()
                ? "famille." + new Name("", name.last()).inAddresses('.').substring(1) + id + "@laposte.example"
                : dice.chance(0.95) ? identities.email(dice, name, id) : null;
        Contact contact = new Contact(
                email,
                dice.chance(0.92) ? identities.mobile(dice, id) : null,
                family || dice.chance(0.3) ? identities.landline(address, id) : null,
                draft.memberships.isEmpty() ? null : Lyon.iban(Identities.account(id)));
        return new Customer(
                id,
                draft.status,
                name,
                gender,
                LocalDate.of(1950, 1, 1).plusDays(dice.below(58 * 365)),
                address,
                contact,
                family ? null : change(dice, draft, gender),
                ties,
                draft.life(id),
                draft.situation);
    }

    /** Only for somebody with an invoice before the change: that is how the old data can be known today. */
    private @Nullable Change change(Dice dice, Draft draft, char gender) {
        if (draft.memberships.isEmpty() || !dice.chance(0.1)) {
            return null;
        }
        LocalDate start = draft.memberships.getFirst().starts();
        LocalDate end = draft.memberships.getFirst().billedUntil();
        if (!start.plusMonths(1).isBefore(end)) {
            return null;
        }
        LocalDate on = start.plusDays(dice.between(20, (int) Math.min(1500, end.toEpochDay() - start.toEpochDay())));
        boolean marriage = dice.chance(0.4);
        return new Change(
                on,
                marriage ? identities.name(dice, gender) : null,
                !marriage || dice.chance(0.5) ? identities.address(dice) : null);
    }

    private static char gender(Dice dice) {
        return dice.chance(0.78) ? 'F' : 'M';
    }
}

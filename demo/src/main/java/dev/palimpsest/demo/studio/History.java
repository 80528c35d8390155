package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.studio.Customer.Life;
import dev.palimpsest.demo.studio.Customer.Status;
import dev.palimpsest.demo.studio.Situation.Bill;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The dated facts of a customer. Asked twice, it tells the same. */
final class History {
    /** @param cents with VAT */
    record Invoice(LocalDate issuedOn, String status, int cents, String line) {
        boolean cancelled() {
            return status.equals("annulée");
        }
    }

    record Visit(LocalDateTime at, String status) {
        boolean cancelled() {
            return status.equals("annulée");
        }

        boolean made() {
            return status.equals("présent");
        }
    }

    /** @param expires null for a card without end */
    record TenVisits(LocalDate bought, int left, @Nullable LocalDate expires) {}

    private static final int CARD_CENTS = 14_000;

    private final long seed;
    private final LocalDate today;
    private final Roster roster;

    History(long seed, LocalDate today, Roster roster) {
        this.seed = seed;
        this.today = today;
        this.roster = roster;
    }

    /** Bookings and visits. */
    List<Visit> visits(Customer customer) {
        List<Visit> visits = new ArrayList<>();
        Life life = customer.life();
        LocalDateTime last = life.lastVisit();
        LocalDate first = life.firstVisit();
        if (last != null && first != null) {
            Dice dice = Dice.of(seed, Topic.VISITS, customer.id());
            int days = (int) ChronoUnit.DAYS.between(first, last.toLocalDate());
            int number = (int) Math.min(150, Math.round(days * life.eagerness() / 7));
            TreeSet<LocalDateTime> times = new TreeSet<>();
            for (int i = 0; i < number; i++) {
                times.add(first.plusDays(dice.below(days)).atTime(dice.pick(Calendar.SLOTS)));
            }
            times.remove(last);
            times.forEach(at -> visits.add(new Visit(
                    at,
                    dice.pick(
                            "présent", "présent", "présent", "présent", "présent", "présent", "présent", "présent",
                            "absent", "annulée"))));
            visits.add(new Visit(last, "présent"));
        }
        LocalDateTime twice = bookedTwice(customer);
        if (twice != null) {
            visits.add(new Visit(twice, "présent"));
        }
        switch (customer.situation().booking()) {
            case NONE -> {
                // nothing booked
            }
            case YESTERDAY -> visits.add(new Visit(evening(today.minusDays(1)), "réservée"));
            case TODAY -> visits.add(new Visit(evening(today), "réservée"));
            case TOMORROW -> visits.add(new Visit(evening(today.plusDays(1)), "réservée"));
            case CANCELLED_TOMORROW -> visits.add(new Visit(evening(today.plusDays(1)), "annulée"));
        }
        return visits;
    }

    /** The session that somebody with two profiles has booked with both, asked of the second. */
    @Nullable
    LocalDateTime bookedTwice(Customer customer) {
        Long first = customer.ties().otherProfile();
        return first == null || first > customer.id()
                ? null
                : roster.customer(first).life().lastVisit();
    }

    private static LocalDateTime evening(LocalDate day) {
        return day.atTime(Calendar.SLOTS.getLast());
    }

    /** Ten-visit cards: of people without a membership one after the other, and the one that is not settled. */
    List<TenVisits> cards(Customer customer) {
        List<TenVisits> cards = new ArrayList<>();
        LocalDate first = customer.life().firstVisit();
        LocalDateTime last = customer.life().lastVisit();
        if (customer.life().memberships().isEmpty()
                && customer.status() != Status.PROSPECT
                && first != null
                && last != null) {
            for (LocalDate bought = first; !bought.isAfter(last.toLocalDate()); bought = bought.plusMonths(8)) {
                cards.add(new TenVisits(bought, 0, bought.plusYears(1)));
            }
        }
        LocalDate bought = cardBought(customer);
        switch (customer.situation().card()) {
            case NONE -> {
                // no other card
            }
            case USED_UP -> cards.add(new TenVisits(bought, 0, null));
            case EXPIRED_YESTERDAY -> cards.add(new TenVisits(bought, 3, today.minusDays(1)));
            case EXPIRES_TODAY -> cards.add(new TenVisits(bought, 1, today));
            case WITHOUT_END -> cards.add(new TenVisits(bought, 7, null));
        }
        return cards;
    }

    private LocalDate cardBought(Customer customer) {
        LocalDate threeYearsAgo = today.minusYears(3);
        LocalDateTime created = customer.life().createdAt();
        return created == null || created.toLocalDate().isBefore(threeYearsAgo) ? threeYearsAgo : created.toLocalDate();
    }

    List<Invoice> invoices(Customer customer) {
        Dice dice = Dice.of(seed, Topic.INVOICES, customer.id());
        List<Invoice> invoices = new ArrayList<>();
        for (Membership membership : customer.life().memberships()) {
            for (int year = 0; ; year++) {
                LocalDate issued = membership.starts().plusYears(year);
                if (issued.isAfter(membership.billedUntil()) || issued.isAfter(today)) {
                    break;
                }
                // The first one is never cancelled: a maiden name or an old address is found through it.
                boolean cancelled = year > 0 && dice.chance(0.02);
                invoices.add(new Invoice(
                        issued, cancelled ? "annulée" : "payée", 12 * monthlyCents(customer), "Abonnement annuel"));
            }
        }
        for (TenVisits card : cards(customer)) {
            invoices.add(new Invoice(card.bought(), "payée", CARD_CENTS, "Carnet de dix séances"));
        }
        if (customer.situation().bill() == Bill.OPEN && !invoices.isEmpty()) {
            Invoice last = invoices.removeLast();
            invoices.add(
                    new Invoice(last.issuedOn(), last.cancelled() ? "annulée" : "ouverte", last.cents(), last.line()));
        }
        if (customer.situation().bill() == Bill.CANCELLED_LAST_MONTH) {
            invoices.add(new Invoice(today.minusMonths(1), "annulée", 2_500, "Tapis de yoga"));
        }
        return invoices;
    }

    static int monthlyCents(Customer customer) {
        return 3_900 + 500 * Math.floorMod(Dice.mix(customer.id() ^ 77), 7);
    }

    boolean hasApp(Customer customer) {
        return customer.life().lastVisit() != null && Math.floorMod(Dice.mix(customer.id() ^ seed), 5) < 2;
    }

    /** When the app was last opened: a few days before the last visit. */
    LocalDateTime appSeen(Customer customer) {
        LocalDateTime last = Objects.requireNonNull(customer.life().lastVisit());
        return last.minusMinutes(Math.floorMod(Dice.mix(customer.id() ^ seed ^ 5), 4 * 24 * 60));
    }

    /** As the map defines it: visits made, invoices not cancelled, the app; else the creation. */
    @Nullable
    LocalDate lastActivity(Customer customer) {
        Stream<LocalDate> visits = visits(customer).stream()
                .filter(Visit::made)
                .map(visit -> visit.at().toLocalDate());
        Stream<LocalDate> invoices = invoices(customer).stream()
                .filter(invoice -> !invoice.cancelled())
                .map(Invoice::issuedOn);
        Stream<LocalDate> app = hasApp(customer) ? Stream.of(appSeen(customer).toLocalDate()) : Stream.empty();
        LocalDateTime created = customer.life().createdAt();
        return Stream.of(visits, invoices, app)
                .flatMap(days -> days)
                .max(LocalDate::compareTo)
                .orElse(created == null ? null : created.toLocalDate());
    }
}

package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.gym.Affairs.Extra;
import dev.palimpsest.demo.gym.Membership.Contract;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The dated facts of a person besides visits. Asked twice, it gives the same answer: nothing is stored. */
final class History {
    record Invoice(LocalDate issuedOn, String status, int grossCents, boolean drinks) {
        boolean cancelled() {
            return status.equals("CANCELLED");
        }
    }

    record Booking(int course, LocalDate on, String status) {
        boolean cancelled() {
            return status.equals("CANCELLED");
        }
    }

    record Session(LocalDateTime lastSeen) {}

    static final int COURSES = 24;

    private final long seed;
    private final LocalDate today;

    History(long seed, LocalDate today) {
        this.seed = seed;
        this.today = today;
    }

    List<Invoice> invoices(Person person) {
        Dice dice = Dice.of(seed, Topic.HISTORY, person.id());
        List<Invoice> invoices = new ArrayList<>();
        for (Contract contract : person.membership().contracts()) {
            int fee = fee(person);
            for (int year = 0; ; year++) {
                LocalDate issued = contract.starts().plusYears(year);
                if (issued.isAfter(contract.billedUntil()) || issued.isAfter(today)) {
                    break;
                }
                // The first one is never cancelled: a maiden name or an old address is found through it.
                boolean cancelled = year > 0 && dice.chance(0.02);
                invoices.add(new Invoice(issued, cancelled ? "CANCELLED" : "PAID", 12 * fee, false));
                if (dice.chance(0.2)) {
                    LocalDate bar = issued.plusDays(dice.between(5, 300));
                    if (!bar.isAfter(contract.billedUntil())) {
                        invoices.add(new Invoice(bar, "PAID", dice.between(250, 6000), true));
                    }
                }
            }
        }
        if (person.affairs().balanceCents() < 0 && !invoices.isEmpty()) {
            Invoice last = invoices.removeLast();
            invoices.add(new Invoice(
                    last.issuedOn(), last.cancelled() ? "CANCELLED" : "OPEN", last.grossCents(), last.drinks()));
        }
        if (person.affairs().extra() == Extra.CANCELLED_INVOICE_LAST_MONTH) {
            invoices.add(new Invoice(today.minusMonths(1), "CANCELLED", 2990, true));
        }
        return invoices;
    }

    /** The monthly fee in cents. */
    static int fee(Person person) {
        return 1990 + 500 * Math.floorMod(Dice.mix(person.id() ^ 77), 7);
    }

    List<Booking> bookings(Person person) {
        Dice dice = Dice.of(seed, Topic.BOOKINGS, person.id());
        List<Booking> bookings = new ArrayList<>();
        Membership life = person.membership();
        if (life.firstVisit() != null && life.lastVisit() != null && dice.chance(0.35)) {
            int days = (int) (life.lastVisit().toLocalDate().toEpochDay()
                    - life.firstVisit().toEpochDay());
            int number = dice.between(1, 8);
            for (int i = 0; i < number; i++) {
                LocalDate on = life.firstVisit().plusDays(dice.below(days + 1));
                bookings.add(new Booking(
                        dice.between(1, COURSES),
                        on,
                        dice.pick("ATTENDED", "ATTENDED", "ATTENDED", "NO_SHOW", "CANCELLED")));
            }
        }
        if (person.affairs().extra() == Extra.COURSE_TOMORROW) {
            bookings.add(new Booking(1, today.plusDays(1), "BOOKED"));
        } else if (person.affairs().extra() == Extra.CANCELLED_COURSE_TOMORROW) {
            bookings.add(new Booking(1, today.plusDays(1), "CANCELLED"));
        }
        return bookings;
    }

    boolean hasApp(Person person) {
        return person.membership().lastVisit() != null && Math.floorMod(Dice.mix(person.id() ^ seed), 5) < 2;
    }

    /** Within two months before the last visit. */
    List<Session> sessions(Person person) {
        LocalDateTime lastVisit = person.membership().lastVisit();
        if (lastVisit == null || !hasApp(person)) {
            return List.of();
        }
        Dice dice = Dice.of(seed, Topic.SESSIONS, person.id());
        List<Session> sessions = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            sessions.add(new Session(lastVisit.minusMinutes(dice.between(0, 60 * 24 * 60))));
        }
        return sessions;
    }

    /** As the map defines it: visits, courses and invoices that were not cancelled, the app; else the creation. */
    @Nullable
    LocalDate lastActivity(Person person) {
        Membership life = person.membership();
        Stream<LocalDate> visits = Optional.ofNullable(life.lastVisit()).map(LocalDateTime::toLocalDate).stream();
        Stream<LocalDate> invoices =
                invoices(person).stream().filter(i -> !i.cancelled()).map(Invoice::issuedOn);
        Stream<LocalDate> courses =
                bookings(person).stream().filter(b -> !b.cancelled()).map(Booking::on);
        Stream<LocalDate> app = sessions(person).stream().map(s -> s.lastSeen().toLocalDate());
        return Stream.of(visits, invoices, courses, app)
                .flatMap(dates -> dates)
                .max(LocalDate::compareTo)
                .orElseGet(
                        () -> life.createdAt() == null ? null : life.createdAt().toLocalDate());
    }
}

package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.demo.studio.Customer.Status;
import dev.palimpsest.demo.studio.Situation.Bill;
import dev.palimpsest.map.BuiltInBlocker;
import dev.palimpsest.survey.Verdict;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what a survey must find, from what was made up and not from the database. */
final class Judge {
    private final LocalDate today;
    private final Roster roster;
    private final History history;

    Judge(LocalDate today, Roster roster, History history) {
        this.today = today;
        this.roster = roster;
        this.history = history;
    }

    Expectation judge(Customer customer) {
        Set<String> blockers = blockers(customer);
        LocalDate lastActivity = history.lastActivity(customer);
        return new Expectation(verdict(customer, blockers, lastActivity), blockers, lastActivity);
    }

    private Verdict verdict(Customer customer, Set<String> blockers, @Nullable LocalDate lastActivity) {
        return switch (customer.status()) {
            case STAFF, NOBODY -> Verdict.NEVER;
            case ARCHIVED -> Verdict.ARCHIVED;
            case PROSPECT, ACTIVE, FORMER -> {
                if (lastActivity == null) {
                    yield Verdict.UNKNOWN_ACTIVITY;
                }
                if (lastActivity.isAfter(today.minusYears(2))) {
                    yield Verdict.ACTIVE;
                }
                yield blockers.isEmpty() ? Verdict.ELIGIBLE : Verdict.BLOCKED;
            }
        };
    }

    private Set<String> blockers(Customer customer) {
        Situation situation = customer.situation();
        Set<String> ids = new LinkedHashSet<>();
        if (customer.life().memberships().stream().anyMatch(each -> each.runsOnOrAfter(today))) {
            ids.add("abonnement-en-cours");
        }
        Long owner = customer.ties().duoOf();
        if (owner != null
                && roster.customer(owner).life().memberships().stream()
                        .anyMatch(each ->
                                Long.valueOf(customer.id()).equals(each.partner()) && each.runsOnOrAfter(today))) {
            ids.add("abonnement-duo");
        }
        if (situation.bill() == Bill.OPEN
                && history.invoices(customer).stream()
                        .anyMatch(invoice -> invoice.status().equals("ouverte"))) {
            ids.add("facture-impayee");
        }
        if (situation.booking().ahead()) {
            ids.add("reservation-a-venir");
        }
        if (situation.card().open()) {
            ids.add("visites-restantes");
        }
        if (customer.status() == Status.ACTIVE || customer.status() == Status.STAFF) {
            ids.add(BuiltInBlocker.KIND.id());
        }
        return ids;
    }
}

package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Mentions;
import dev.palimpsest.demo.studio.Customer.Status;
import java.util.List;

/** Decides who is mentioned where: about every sixth customer somewhere outside the own record. */
final class Gossip {
    private static final double SHARE_MENTIONED = 0.17;
    private static final double SHARE_RARE = 0.7;

    private final Roster roster;
    private final History history;

    Gossip(Roster roster, History history) {
        this.roster = roster;
        this.history = history;
    }

    Mentions<Customer, Spot> mentions(long seed) {
        Mentions<Customer, Spot> mentions = new Mentions<>(roster.customers, List.of(Spot.values()), this::suits);
        for (Customer customer : roster.customers) {
            Dice dice = Dice.of(seed, Topic.MENTIONS, customer.id());
            double share = customer.formerName() == null ? SHARE_MENTIONED : SHARE_RARE;
            if (isCustomer(customer) && dice.chance(share)) {
                for (int i = dice.pick(1, 1, 2, 3); i > 0; i--) {
                    mentions.plan(customer, dice);
                }
            }
        }
        return mentions;
    }

    private static boolean isCustomer(Customer customer) {
        return customer.status() != Status.STAFF && customer.status() != Status.NOBODY;
    }

    private boolean suits(Spot spot, Customer host) {
        return isCustomer(host)
                && switch (spot) {
                    case COMMENT, NOTE, MESSAGE, EMERGENCY_CONTACT -> true;
                    case REMARK -> !host.life().memberships().isEmpty();
                    case PAYER, BANK_TEXT ->
                        history.invoices(host).stream()
                                .anyMatch(invoice -> invoice.status().equals("payée"));
                    case HANDOVER, TYPED_RECIPIENT, NEWSLETTER -> false;
                };
    }
}

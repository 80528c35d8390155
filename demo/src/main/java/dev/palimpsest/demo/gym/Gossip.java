package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Mentions;
import dev.palimpsest.demo.gym.Person.Status;
import java.util.List;

/** Decides who is mentioned where: about every sixth member somewhere outside the own record. */
final class Gossip {
    private static final double SHARE_MENTIONED = 0.17;
    private static final double SHARE_RARE = 0.7;

    private final Roster roster;
    private final History history;

    Gossip(Roster roster, History history) {
        this.roster = roster;
        this.history = history;
    }

    Mentions<Person, Surface> mentions(long seed) {
        Mentions<Person, Surface> mentions = new Mentions<>(roster.people, List.of(Surface.values()), this::suits);
        for (Person person : roster.people) {
            Dice dice = Dice.of(seed, Topic.MENTIONS, person.id());
            if (person.status() != Status.STAFF && dice.chance(isRare(person) ? SHARE_RARE : SHARE_MENTIONED)) {
                for (int i = dice.pick(1, 1, 2, 3); i > 0; i--) {
                    mentions.plan(person, dice);
                }
            }
        }
        return mentions;
    }

    /** Few have married, and a maiden name in an old text is the leftover most easily missed. */
    private static boolean isRare(Person person) {
        return person.formerName() != null;
    }

    private boolean suits(Surface surface, Person host) {
        return switch (surface) {
            case CONTRACT_REMARKS -> !host.membership().contracts().isEmpty();
            case PAYER, PURPOSE ->
                history.invoices(host).stream().anyMatch(i -> i.status().equals("PAID"));
            case MEMBER_NOTES, NOTE, TASK, MESSAGE, EMERGENCY_CONTACT, TRAINS_WITH -> host.status() != Status.STAFF;
            case STAFF_NOTE, TYPED_RECIPIENT, NEWSLETTER -> false;
        };
    }
}

package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.gym.Person.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides who is mentioned where: about every sixth member somewhere outside the own record. */
final class Mentions {
    private static final int HOST_TRIES = 30;
    private static final double SHARE_MENTIONED = 0.17;
    private static final double SHARE_RARE = 0.7;

    private final Map<Surface, Map<Long, Mention>> hosted = new EnumMap<>(Surface.class);
    private final Map<Surface, List<Mention>> unlinked = new EnumMap<>(Surface.class);
    private final Roster roster;
    private final History history;

    Mentions(long seed, Roster roster, History history) {
        this.roster = roster;
        this.history = history;
        for (Person person : roster.people) {
            Dice dice = Dice.of(seed, Topic.MENTIONS, person.id());
            if (person.status() != Status.STAFF && dice.chance(isRare(person) ? SHARE_RARE : SHARE_MENTIONED)) {
                for (int i = dice.pick(1, 1, 2, 3); i > 0; i--) {
                    plan(person, dice);
                }
            }
        }
    }

    /** Few have married, and a maiden name in an old text is the leftover most easily missed. */
    private static boolean isRare(Person person) {
        return Form.FORMER_NAME.of(person) != null;
    }

    /** What is written about somebody else in this person's row, if anything. */
    @Nullable
    Mention in(Surface surface, Person host) {
        return hosted.getOrDefault(surface, Map.of()).get(host.id());
    }

    List<Mention> unlinked(Surface surface) {
        return unlinked.getOrDefault(surface, List.of());
    }

    private void plan(Person person, Dice dice) {
        Surface surface = dice.pick(Surface.values());
        Form form = form(surface, person, dice);
        String written = form.of(person);
        if (written == null) {
            return;
        }
        Mention mention = new Mention(surface, form, person, written);
        if (surface.unlinked()) {
            unlinked.computeIfAbsent(surface, s -> new ArrayList<>()).add(mention);
            return;
        }
        Map<Long, Mention> hosts = hosted.computeIfAbsent(surface, s -> new HashMap<>());
        for (int i = 0; i < HOST_TRIES; i++) {
            Person host = dice.pick(roster.people);
            if (host.id() != person.id() && !hosts.containsKey(host.id()) && suits(surface, host)) {
                hosts.put(host.id(), mention);
                return;
            }
        }
    }

    /** Forms that need a marriage, a move or an umlaut are taken more often than chance would have it. */
    private static Form form(Surface surface, Person person, Dice dice) {
        if (dice.chance(0.5)) {
            for (Form rare : List.of(Form.FORMER_NAME, Form.FORMER_ADDRESS, Form.TRANSLITERATED_NAME)) {
                if (surface.forms().contains(rare) && rare.of(person) != null) {
                    return rare;
                }
            }
        }
        return dice.pick(surface.forms());
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

package dev.palimpsest.demo.generator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is mentioned where. At most one mention stands in each place of a host.
 *
 * @param <P> the people
 * @param <S> the places, an enum
 */
public final class Mentions<P extends Identity, S extends Enum<S> & Place> {
    private static final int HOST_TRIES = 30;
    private static final List<Form> RARE = List.of(Form.FORMER_NAME, Form.FORMER_ADDRESS, Form.TRANSLITERATED_NAME);

    private final Map<S, Map<Long, Mention<P>>> hosted = new HashMap<>();
    private final Map<S, List<Mention<P>>> unlinked = new HashMap<>();
    private final List<P> hosts;
    private final List<S> places;
    private final BiPredicate<S, P> suits;

    /** @param suits whether this person has a row that makes such a place */
    public Mentions(List<P> hosts, List<S> places, BiPredicate<S, P> suits) {
        this.hosts = hosts;
        this.places = places;
        this.suits = suits;
    }

    /** What is written about somebody else in this person's row, if anything. */
    public @Nullable Mention<P> in(S place, P host) {
        return hosted.getOrDefault(place, Map.of()).get(host.id());
    }

    public List<Mention<P>> unlinked(S place) {
        return unlinked.getOrDefault(place, List.of());
    }

    /** Mentions somebody in a place and a form that the dice choose; nowhere, where the person has no such datum. */
    public void plan(P person, Dice dice) {
        S place = dice.pick(places);
        Mention<P> mention = Mention.of(person, form(place, person, dice));
        if (mention == null) {
            return;
        }
        if (place.unlinked()) {
            unlinked.computeIfAbsent(place, s -> new ArrayList<>()).add(mention);
            return;
        }
        Map<Long, Mention<P>> taken = hosted.computeIfAbsent(place, s -> new HashMap<>());
        for (int i = 0; i < HOST_TRIES; i++) {
            P host = dice.pick(hosts);
            if (host.id() != person.id() && !taken.containsKey(host.id()) && suits.test(place, host)) {
                taken.put(host.id(), mention);
                return;
            }
        }
    }

    /** Forms that need a marriage, a move or an umlaut are taken more often than chance would have it. */
    private Form form(S place, P person, Dice dice) {
        if (dice.chance(0.5)) {
            for (Form rare : RARE) {
                if (place.forms().contains(rare) && rare.of(person) != null) {
                    return rare;
                }
            }
        }
        return dice.pick(place.forms());
    }
}

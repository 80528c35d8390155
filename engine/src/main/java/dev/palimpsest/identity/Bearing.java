package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says which of a set of traces somebody else's identifiers bear, too. Most bear none, and are let go at a glance: a look
 * at their words and digits shows that no form of them can be among the traces. Not thread-safe: one per thread.
 */
public final class Bearing {
    private final Fingerprinter fingerprinter;
    private final TraceSet traces;
    private final Scanner scanner;
    private final Glance glance;

    /** @param traces made by this fingerprinter, which any number of threads may share */
    public Bearing(Fingerprinter fingerprinter, TraceSet traces) {
        this.fingerprinter = fingerprinter.another();
        this.traces = traces;
        this.scanner = new Scanner(this.fingerprinter);
        this.glance = new Glance(this.fingerprinter, traces);
    }

    /**
     * What somebody else's identifier has in common with the traces.
     *
     * @param borne traces that it bears, too
     * @param longer forms of a name inside which one of the traces stands; mostly empty
     */
    public record Shared(Set<Fingerprint> borne, List<Fingerprint> longer) {
        /** Nothing in common. */
        public static final Shared NOTHING = new Shared(Set.of(), List.of());

        public boolean isNothing() {
            return borne.isEmpty() && longer.isEmpty();
        }

        /** What either of two has. */
        public Shared and(Shared other) {
            Set<Fingerprint> both = new LinkedHashSet<>(borne);
            both.addAll(other.borne);
            return new Shared(
                    both, Stream.concat(longer.stream(), other.longer.stream()).toList());
        }
    }

    /**
     * Looks at one identifier. A name is borne by whoever is called just so. Whoever has more names has a longer one: there it
     * is theirs, and nowhere else. Of an address, also what the scanner sees in the way it stands in texts is borne.
     */
    public Shared of(Identifier identifier) {
        if (!glance.mayBear(identifier)) {
            return Shared.NOTHING;
        }
        boolean name = identifier.kind() == IdentifierKind.NAME;
        List<Fingerprint> forms = name ? fingerprinter.wholeName(identifier) : fingerprinter.fingerprints(identifier);
        Set<Fingerprint> borne = new LinkedHashSet<>();
        forms.stream().filter(traces::contains).forEach(borne::add);
        if (name && !borne.isEmpty()) {
            // whoever is called just so is called so without particles, too
            fingerprinter.fingerprints(identifier).stream()
                    .filter(form -> !form.weak() && traces.contains(form))
                    .forEach(borne::add);
        }
        Set<Long> values = forms.stream().map(Fingerprint::value).collect(Collectors.toSet());
        boolean[] longer = {false};
        for (String rendering : renderings(identifier)) {
            scanner.scan(rendering, traces, (found, start, end) -> {
                if (found.kind() != identifier.kind()) {
                    return; // nobody signs in by a word of their name only because of it
                }
                if (!name) {
                    borne.add(found);
                }
                longer[0] |= name && !values.contains(found.value());
            });
        }
        return new Shared(borne, longer[0] ? fingerprinter.around(identifier) : List.of());
    }

    /** Looks at the forms of one identifier only. */
    public void ofForms(Identifier identifier, Consumer<Fingerprint> borne) {
        if (!glance.mayBear(identifier)) {
            return;
        }
        for (Fingerprint fingerprint : fingerprinter.fingerprints(identifier)) {
            if (traces.contains(fingerprint)) {
                borne.accept(fingerprint);
            }
        }
    }

    /**
     * How a living person's name and address stand in texts. Another's may be seen in them: "Meissner, Lucas" in
     * "Streller-Meissner, Lucas".
     */
    private static List<String> renderings(Identifier identifier) {
        List<String> parts = identifier.parts();
        return switch (identifier.kind()) {
            case NAME ->
                List.of(
                        String.join(" ", parts),
                        parts.getLast() + ", " + String.join(" ", parts.subList(0, parts.size() - 1)));
            case ADDRESS -> List.of(String.join(", ", parts));
            case EMAIL, PHONE, IBAN, NUMBER, LOGIN, IP -> List.of();
        };
    }
}

package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.List;
import java.util.function.Consumer;

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
     * Looks at one identifier.
     *
     * @param borne is given each trace that it bears, as one of its forms or as what the scanner sees in the way it stands in
     *     texts
     */
    public void of(Identifier identifier, Consumer<Fingerprint> borne) {
        if (!ofForms(identifier, borne)) {
            return;
        }
        for (String rendering : renderings(identifier)) {
            scanner.scan(rendering, traces, (fingerprint, start, end) -> {
                if (fingerprint.kind()
                        != IdentifierKind.LOGIN) { // nobody signs in by a word of their name only because of it
                    borne.accept(fingerprint);
                }
            });
        }
    }

    /**
     * Looks at the forms of one identifier only.
     *
     * @return false where a glance was enough
     */
    public boolean ofForms(Identifier identifier, Consumer<Fingerprint> borne) {
        if (!glance.mayBear(identifier)) {
            return false;
        }
        for (Fingerprint fingerprint : fingerprinter.fingerprints(identifier)) {
            if (traces.contains(fingerprint)) {
                borne.accept(fingerprint);
            }
        }
        return true;
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

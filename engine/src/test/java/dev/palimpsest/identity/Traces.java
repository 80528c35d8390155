package dev.palimpsest.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The fingerprints of some identifiers, and what a scanner finds of them. */
final class Traces {

    static final FingerprintKey KEY = FingerprintKey.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    final Fingerprinter fingerprinter;
    final TraceSet set;
    final Scanner scanner;

    Traces(Set<Normalisation> normalisations, Identifier... identifiers) {
        fingerprinter = new Fingerprinter(KEY, "DE", normalisations);
        TraceSet.Builder builder = TraceSet.builder();
        for (Identifier identifier : identifiers) {
            builder.addAll(fingerprinter.fingerprints(identifier));
        }
        set = builder.build();
        scanner = new Scanner(fingerprinter);
    }

    static Traces of(Identifier... identifiers) {
        return new Traces(EnumSet.allOf(Normalisation.class), identifiers);
    }

    static Traces without(Normalisation off, Identifier... identifiers) {
        return new Traces(EnumSet.complementOf(EnumSet.of(off)), identifiers);
    }

    record Hit(Fingerprint fingerprint, int start, int end) {}

    List<Hit> hits(String text) {
        List<Hit> hits = new ArrayList<>();
        scanner.scan(text, set, (fingerprint, start, end) -> hits.add(new Hit(fingerprint, start, end)));
        return hits;
    }

    boolean findsIn(String text) {
        return !hits(text).isEmpty();
    }

    /** The text under each hit. */
    List<String> found(String text) {
        return hits(text).stream()
                .map(hit -> text.substring(hit.start, hit.end))
                .distinct()
                .toList();
    }
}

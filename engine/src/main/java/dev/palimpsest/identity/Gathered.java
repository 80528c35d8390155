package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fingerprints in the order of their making, each value once. */
final class Gathered {
    private final Forms forms;
    private final Map<Long, Fingerprint> fingerprints = new LinkedHashMap<>();

    Gathered(Forms forms) {
        this.forms = forms;
    }

    void add(IdentifierKind kind, long hash, boolean weak) {
        long value = forms.value(kind, hash);
        fingerprints.putIfAbsent(value, new Fingerprint(kind, value, weak));
    }

    void addAll(List<Fingerprint> more) {
        more.forEach(fingerprint -> fingerprints.putIfAbsent(fingerprint.value(), fingerprint));
    }

    int size() {
        return fingerprints.size();
    }

    List<Fingerprint> all() {
        return List.copyOf(fingerprints.values());
    }
}

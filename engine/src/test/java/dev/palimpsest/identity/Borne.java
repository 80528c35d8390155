package dev.palimpsest.identity;

import java.util.LinkedHashSet;
import java.util.Set;

/** What somebody who stays has in common with the traces. */
final class Borne implements Bearing.Sink {
    final Set<Fingerprint> borne = new LinkedHashSet<>();
    final Set<Fingerprint> longer = new LinkedHashSet<>();

    @Override
    public void borne(Fingerprint trace) {
        borne.add(trace);
    }

    @Override
    public void longer(Fingerprint theirs) {
        longer.add(theirs);
    }
}

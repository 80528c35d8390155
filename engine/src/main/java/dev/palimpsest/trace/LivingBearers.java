package dev.palimpsest.trace;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.identity.Bearing;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.map.SubjectKey;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Finds which traces living people bear, too: one thread reads their identifiers, a few others compare. */
final class LivingBearers {
    private final SubjectIdentifiers identifiers;
    private final Fingerprinter fingerprinter;
    private final TraceSet traces;

    private final Predicate<SubjectKey> leaves;

    /** @param leaves holds of those who count as alive in the database and go nevertheless */
    LivingBearers(
            SubjectIdentifiers identifiers,
            Fingerprinter fingerprinter,
            TraceSet traces,
            Predicate<SubjectKey> leaves) {
        this.leaves = leaves;
        this.identifiers = identifiers;
        this.fingerprinter = fingerprinter;
        this.traces = traces;
    }

    /**
     * What people who stay have in common with the traces.
     *
     * @param borne traces that they bear, too
     * @param longer their names inside which a name among the traces stands
     */
    record Living(TraceSet borne, TraceSet longer) {}

    /** @param living who is alive, as part of a statement */
    Living of(Session session, Dialect.KeySet living) throws SQLException {
        Set<Fingerprint> borne = ConcurrentHashMap.newKeySet();
        Set<Fingerprint> longer = ConcurrentHashMap.newKeySet();
        try (Comparers<Bearing> comparers =
                new Comparers<>(() -> new Bearing(fingerprinter, traces), (bearing, key, identifier) -> {
                    if (leaves.test(key)) {
                        return;
                    }
                    Bearing.Shared shared = bearing.of(identifier);
                    borne.addAll(shared.borne());
                    longer.addAll(shared.longer());
                })) {
            identifiers.readOwn(session, living, comparers::add);
            comparers.finish();
        }
        return new Living(TraceSet.of(borne), TraceSet.of(longer));
    }
}

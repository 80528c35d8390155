package dev.palimpsest.trace;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.identity.Bearing;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * What each of a few people bears who stay.
     *
     * @param fingerprinter of the caller's own
     * @param keys somebody who goes may be among them
     */
    static Map<SubjectKey, TraceSet> each(
            Plan plan, Sought sought, Fingerprinter fingerprinter, Session session, Collection<SubjectKey> keys)
            throws SQLException {
        String type = plan.subject().key().typeName();
        Dialect dialect = session.dialect();
        Dialect.KeySet asked = dialect.keys(List.copyOf(keys), type);
        List<SubjectKey> living = session
                .list(
                        new Sql()
                                .add(asked.with())
                                .add("select " + dialect.asText("k.palimpsest_key") + " from " + asked.relation()
                                        + " k where not ")
                                .add(sought.isGone("k.palimpsest_key", session)),
                        row -> new SubjectKey(row.getString(1)))
                .stream()
                .filter(key -> !sought.leaves(key))
                .toList();
        Map<SubjectKey, List<Fingerprint>> borne = new HashMap<>();
        if (!living.isEmpty()) {
            new SubjectIdentifiers(plan, sought.today())
                    .readOwn(
                            session,
                            dialect.keys(living, type),
                            (key, identifier) -> borne.computeIfAbsent(key, first -> new ArrayList<>())
                                    .addAll(fingerprinter.fingerprints(identifier)));
        }
        Map<SubjectKey, TraceSet> each = new HashMap<>();
        borne.forEach((key, fingerprints) -> each.put(key, TraceSet.of(fingerprints)));
        return each;
    }
}

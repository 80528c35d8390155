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

/**
 * Finds which traces people bear, too, who stay: living subjects, whose identifiers one thread reads and a few others compare, and
 * those who stand under {@code others}.
 */
final class LivingBearers {
    private final Plan plan;
    private final Sought sought;
    private final TraceSet traces;
    private final Set<Fingerprint> borne = ConcurrentHashMap.newKeySet();
    private final Set<Fingerprint> longer = ConcurrentHashMap.newKeySet();

    private LivingBearers(Plan plan, Sought sought, TraceSet traces) {
        this.plan = plan;
        this.sought = sought;
        this.traces = traces;
    }

    /**
     * What people who stay have in common with the traces.
     *
     * @param borne traces that they bear, too
     * @param longer their names inside which a name among the traces stands
     * @param others how many are borne by somebody under {@code others}
     */
    record Living(TraceSet borne, TraceSet longer, List<BorneByOthers> others) {}

    /** Reads everybody who stays once. */
    static Living of(Plan plan, Sought sought, TraceSet traces, Session session) throws SQLException {
        LivingBearers bearers = new LivingBearers(plan, sought, traces);
        bearers.readSubjects(session);
        List<BorneByOthers> others = bearers.readOthers(session);
        return new Living(TraceSet.of(bearers.borne), TraceSet.of(bearers.longer), others);
    }

    private void add(Bearing.Shared shared) {
        borne.addAll(shared.borne());
        longer.addAll(shared.longer());
    }

    private void readSubjects(Session session) throws SQLException {
        Dialect dialect = session.dialect();
        String key = "s." + dialect.quote(plan.subject().key().name());
        Sql with = Sql.of("with palimpsest_living as (select " + key + " as palimpsest_key from "
                        + dialect.quote(plan.subject().table().name()) + " s where not ")
                .add(sought.isGone(key, session))
                .add(") ");
        try (Comparers<Bearing> comparers =
                new Comparers<>(() -> new Bearing(sought.fingerprinter(), traces), (bearing, subject, identifier) -> {
                    if (!sought.leaves(subject)) {
                        add(bearing.of(identifier));
                    }
                })) {
            new SubjectIdentifiers(plan, sought.today())
                    .readOwn(session, new Dialect.KeySet(with, "palimpsest_living"), comparers::add);
            comparers.finish();
        }
    }

    private List<BorneByOthers> readOthers(Session session) throws SQLException {
        BorneByOthers.Count count = new BorneByOthers.Count();
        new NamedOthers(plan, sought, traces).read(session, (table, shared) -> {
            add(shared);
            count.add(table, shared.borne());
        });
        return count.all();
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

package dev.palimpsest.trace;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.GoneSubjects;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TreatedSubjects;
import dev.palimpsest.plan.Way;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a run would remember of people who are not treated yet: read where it still stands, as a run reads it, and written
 * nowhere. Holds the people's keys; their identifiers are read again when they are asked for. Safe for several threads.
 */
final class Foreseen implements Sought {
    /** Keys read at a time, as many as in a chunk. */
    private static final int BATCH = 1_000;

    private final Plan plan;
    private final LocalDate today;
    private final Fingerprinter fingerprinter;
    private final List<SubjectKey> keys;
    private final Map<SubjectKey, Integer> leaving;
    private final SubjectIdentifiers identifiers;
    private final Function<String, Sql> gone;
    private final Function<String, Sql> treated;

    /** @param keys who would be treated */
    Foreseen(Plan plan, LocalDate today, Fingerprinter fingerprinter, List<SubjectKey> keys, Session session)
            throws SQLException {
        this.plan = plan;
        this.today = today;
        this.fingerprinter = fingerprinter;
        this.keys = List.copyOf(keys);
        this.leaving = HashMap.newHashMap(keys.size());
        keys.forEach(key -> leaving.putIfAbsent(key, leaving.size()));
        this.identifiers = new SubjectIdentifiers(plan, today);
        GoneSubjects known = new GoneSubjects(plan.subject().table().name(), session);
        this.gone = known.goneAsFarAsKnown(plan.subject().declaration(), today);
        this.treated = known.treatedAsFarAsKnown();
    }

    /** Everything that a run would look for afterwards. */
    TraceSet all(Session session) throws SQLException {
        return all(session, EnumSet.allOf(IdentifierKind.class));
    }

    /** The same, of identifiers of these kinds. */
    TraceSet all(Session session, Set<IdentifierKind> kinds) throws SQLException {
        TraceSet.Builder all = TraceSet.builder();
        each(session, kinds, all::addAll);
        return all.build();
    }

    /** Reads the fingerprints of everybody's identifiers of these kinds. */
    void each(Session session, Set<IdentifierKind> kinds, Consumer<List<Fingerprint>> taker) throws SQLException {
        for (int from = 0; from < keys.size(); from += BATCH) {
            identifiers.read(
                    session,
                    among(session, keys.subList(from, Math.min(keys.size(), from + BATCH))),
                    (key, identifier) -> {
                        if (kinds.contains(identifier.kind())) {
                            taker.accept(fingerprinter.fingerprints(identifier));
                        }
                    });
        }
    }

    private Dialect.KeySet among(Session session, List<SubjectKey> some) {
        return session.dialect().keys(some, plan.subject().key().typeName());
    }

    @Override
    public LocalDate today() {
        return today;
    }

    @Override
    public boolean onlyLooks() {
        return true;
    }

    @Override
    public Fingerprinter fingerprinter() {
        return fingerprinter;
    }

    @Override
    public TracedSubjects subjects(Session session) {
        return new TracedSubjects(keys, plan.subject().key().family());
    }

    @Override
    public Map<SubjectKey, TraceSet> of(Session session, Collection<SubjectKey> asked) throws SQLException {
        Fingerprinter own = fingerprinter.another();
        Map<SubjectKey, List<Fingerprint>> borne = new HashMap<>();
        List<SubjectKey> theirs = asked.stream().filter(this::leaves).toList();
        // whoever has no identifiers is looked for, too
        theirs.forEach(key -> borne.put(key, new ArrayList<>()));
        if (!theirs.isEmpty()) {
            identifiers.read(
                    session,
                    among(session, theirs),
                    (key, identifier) -> borne.computeIfAbsent(key, first -> new ArrayList<>())
                            .addAll(own.fingerprints(identifier)));
        }
        Map<SubjectKey, TraceSet> each = new HashMap<>();
        borne.forEach((key, fingerprints) -> each.put(key, TraceSet.of(fingerprints)));
        return each;
    }

    /** Nothing was taken away yet. */
    @Override
    public Map<String, Set<SubjectKey>> cutTies(Session session) {
        return Map.of();
    }

    @Override
    public void each(Session session, Taker taker) throws SQLException {
        Fingerprinter own = fingerprinter.another();
        for (int from = 0; from < keys.size(); from += BATCH) {
            Map<SubjectKey, List<Fingerprint>> borne = new LinkedHashMap<>();
            identifiers.read(
                    session,
                    among(session, keys.subList(from, Math.min(keys.size(), from + BATCH))),
                    (key, identifier) -> borne.computeIfAbsent(key, first -> new ArrayList<>())
                            .addAll(own.fingerprints(identifier)));
            borne.forEach(taker::take);
        }
    }

    /** The forms by which each of these would have the own texts redacted. */
    Map<SubjectKey, TraceSet> ownForms(Session session, Collection<SubjectKey> asked) throws SQLException {
        Fingerprinter own = fingerprinter.another();
        Map<SubjectKey, TraceSet.Builder> forms = new HashMap<>();
        List<SubjectKey> theirs = asked.stream().filter(this::leaves).toList();
        if (!theirs.isEmpty()) {
            identifiers.read(
                    session,
                    among(session, theirs),
                    (key, identifier) -> forms.computeIfAbsent(key, first -> TraceSet.builder())
                            .addAll(own.ownFingerprints(identifier)));
        }
        Map<SubjectKey, TraceSet> each = new HashMap<>();
        forms.forEach((key, builder) -> each.put(key, builder.build()));
        return each;
    }

    @Override
    public Map<SubjectKey, TraceSet> borneByTheLiving(Session session, Collection<SubjectKey> asked)
            throws SQLException {
        return LivingBearers.each(plan, this, fingerprinter.another(), session, asked);
    }

    @Override
    public Sql isGone(String keyExpression, Session session) {
        return gone.apply(keyExpression);
    }

    @Override
    public boolean leaves(SubjectKey key) {
        return leaving.containsKey(key);
    }

    /** Of several who go and hold the same row, the one with whom it is treated, as long as they are of one chunk: the first. */
    SubjectKey first(Set<SubjectKey> holders) {
        return Collections.min(holders, Comparator.comparing(key -> Objects.requireNonNull(leaving.get(key))));
    }

    @Override
    public Condition heldByOthers(Way way, Session session) {
        TreatedSubjects known = treated::apply;
        Dialect.KeySet all = among(session, keys);
        return new Condition(all.with(), way.heldBeyond(all.relation(), known, session.dialect(), today));
    }
}

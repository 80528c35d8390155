package dev.palimpsest.trace;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.identity.Bearing;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Identifier;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.GoneSubjects;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Who among those who leave shares an e-mail address, telephone number, account, postal address, login or IP address with
 * somebody who stays: families, employers, staff that the map names under {@code others}. Everybody is read once; fingerprints with a key of this one look keep the text out of memory.
 */
public final class SharedIdentifiers {
    private static final Set<IdentifierKind> KINDS = EnumSet.of(
            IdentifierKind.EMAIL,
            IdentifierKind.PHONE,
            IdentifierKind.IBAN,
            IdentifierKind.ADDRESS,
            IdentifierKind.LOGIN,
            IdentifierKind.IP);
    /** Keys read at a time. */
    private static final int BATCH = 5_000;

    private final Plan plan;
    private final LocalDate today;
    private final SubjectIdentifiers identifiers;
    private final Fingerprinter fingerprinter;

    public SharedIdentifiers(Plan plan, LocalDate today) {
        this.plan = plan;
        this.today = today;
        this.identifiers = new SubjectIdentifiers(plan, today);
        this.fingerprinter = new Fingerprinter(
                FingerprintKey.random(new SecureRandom()), plan.map().jurisdiction());
    }

    /** @return who shares what, in the order of those who leave; whoever shares nothing is left out */
    public Map<SubjectKey, Set<IdentifierKind>> of(Session session, List<SubjectKey> leaving) throws SQLException {
        if (leaving.isEmpty()) {
            return Map.of();
        }
        Map<Fingerprint, Queue<SubjectKey>> bearers = bearers(session, leaving);
        Map<SubjectKey, Set<IdentifierKind>> shared = new HashMap<>();
        Set<Fingerprint> borne = borneByOthers(session, bearers.keySet(), new HashSet<>(leaving));
        borne.addAll(borneUnderOthers(session, leaving));
        for (Fingerprint fingerprint : borne) {
            bearers.getOrDefault(fingerprint, new ArrayDeque<>())
                    .forEach(bearer -> shared.computeIfAbsent(bearer, first -> EnumSet.noneOf(IdentifierKind.class))
                            .add(fingerprint.kind()));
        }
        Map<SubjectKey, Set<IdentifierKind>> inOrder = new LinkedHashMap<>();
        leaving.stream().filter(shared::containsKey).forEach(key -> inOrder.put(key, shared.get(key)));
        return inOrder;
    }

    /** What those who leave bear, with whose it is. */
    private Map<Fingerprint, Queue<SubjectKey>> bearers(Session session, List<SubjectKey> leaving) throws SQLException {
        String type = plan.subject().key().typeName();
        Map<Fingerprint, Queue<SubjectKey>> bearers = new ConcurrentHashMap<>();
        try (Comparers<Fingerprinter> comparers = new Comparers<>(
                fingerprinter::another,
                (own, key, identifier) -> own.fingerprints(identifier).stream()
                        .filter(fingerprint -> isStrong(fingerprint, identifier) && !own.isAnybodys(identifier))
                        .forEach(fingerprint -> bearers.computeIfAbsent(
                                        fingerprint, first -> new ConcurrentLinkedQueue<>())
                                .add(key)))) {
            for (int from = 0; from < leaving.size(); from += BATCH) {
                List<SubjectKey> batch = leaving.subList(from, Math.min(leaving.size(), from + BATCH));
                identifiers.readOwn(session, session.dialect().keys(batch, type), KINDS, comparers::add);
            }
            comparers.finish();
        }
        return bearers;
    }

    /** Which of these somebody bears who stays. */
    private Set<Fingerprint> borneByOthers(Session session, Set<Fingerprint> wanted, Set<SubjectKey> gone)
            throws SQLException {
        TraceSet traces = TraceSet.of(wanted);
        Set<Fingerprint> borne = ConcurrentHashMap.newKeySet();
        try (Comparers<Bearing> comparers =
                new Comparers<>(() -> new Bearing(fingerprinter, traces), (bearing, key, identifier) -> {
                    if (!gone.contains(key)) {
                        bearing.ofForms(identifier, fingerprint -> {
                            if (isStrong(fingerprint, identifier)) {
                                borne.add(fingerprint);
                            }
                        });
                    }
                })) {
            identifiers.readOwn(session, living(session), KINDS, comparers::add);
            comparers.finish();
        }
        return borne;
    }

    /** What somebody bears who stands under {@code others}. */
    private Set<Fingerprint> borneUnderOthers(Session session, List<SubjectKey> leaving) throws SQLException {
        Set<Fingerprint> borne = new HashSet<>();
        if (!plan.others().isEmpty()) {
            Foreseen foreseen = new Foreseen(plan, today, fingerprinter, leaving, session);
            new NamedOthers(plan, foreseen, foreseen.all(session, KINDS))
                    .read(session, (table, shared) -> borne.addAll(shared.borne()));
        }
        return borne;
    }

    private static boolean isStrong(Fingerprint fingerprint, Identifier identifier) {
        return fingerprint.kind() == identifier.kind() && !fingerprint.weak();
    }

    /** Everybody whom no run has treated. */
    private Dialect.KeySet living(Session session) throws SQLException {
        Dialect dialect = session.dialect();
        String key = "s." + dialect.quote(plan.subject().key().name());
        OwnTables own = new OwnTables(plan.subject().table().name());
        Sql with = Sql.of("with palimpsest_living as (select " + key + " as palimpsest_key from "
                        + dialect.quote(plan.subject().table().name()) + " s where not ")
                .add(new GoneSubjects(own, session).treatedAsFarAsKnown().apply(key))
                .add(") ");
        return new Dialect.KeySet(with, "palimpsest_living");
    }
}

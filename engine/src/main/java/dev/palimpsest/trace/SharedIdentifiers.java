package dev.palimpsest.trace;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Identifier;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who among those who leave shares an e-mail address, telephone number, account or postal address with somebody who stays:
 * families, employers. Everybody is read once; fingerprints with a key of this one look keep the text out of memory.
 */
public final class SharedIdentifiers {
    private static final Set<IdentifierKind> KINDS =
            EnumSet.of(IdentifierKind.EMAIL, IdentifierKind.PHONE, IdentifierKind.IBAN, IdentifierKind.ADDRESS);
    /** Keys read at a time. */
    private static final int BATCH = 5_000;

    private final Plan plan;
    private final SubjectIdentifiers identifiers;
    private final Fingerprinter fingerprinter;

    public SharedIdentifiers(Plan plan, LocalDate today) {
        this.plan = plan;
        this.identifiers = new SubjectIdentifiers(plan, today);
        this.fingerprinter = new Fingerprinter(
                FingerprintKey.random(new SecureRandom()), plan.map().jurisdiction());
    }

    /** @return who shares what, in the order of those who leave; whoever shares nothing is left out */
    public Map<SubjectKey, Set<IdentifierKind>> of(Session session, List<SubjectKey> leaving) throws SQLException {
        if (leaving.isEmpty()) {
            return Map.of();
        }
        Map<Fingerprint, List<SubjectKey>> bearers = bearers(session, leaving);
        Set<SubjectKey> gone = new HashSet<>(leaving);
        Map<SubjectKey, Set<IdentifierKind>> shared = new HashMap<>();
        identifiers.readOwn(session, living(session), KINDS, (key, identifier) -> {
            if (!gone.contains(key)) {
                strong(identifier)
                        .flatMap(fingerprint -> bearers.getOrDefault(fingerprint, List.of()).stream())
                        .forEach(bearer -> shared.computeIfAbsent(bearer, first -> EnumSet.noneOf(IdentifierKind.class))
                                .add(identifier.kind()));
            }
        });
        Map<SubjectKey, Set<IdentifierKind>> inOrder = new LinkedHashMap<>();
        leaving.stream().filter(shared::containsKey).forEach(key -> inOrder.put(key, shared.get(key)));
        return inOrder;
    }

    private Map<Fingerprint, List<SubjectKey>> bearers(Session session, List<SubjectKey> leaving) throws SQLException {
        String type = plan.subject().key().typeName();
        Map<Fingerprint, List<SubjectKey>> bearers = new HashMap<>();
        for (int from = 0; from < leaving.size(); from += BATCH) {
            List<SubjectKey> batch = leaving.subList(from, Math.min(leaving.size(), from + BATCH));
            identifiers.readOwn(
                    session,
                    session.dialect().keys(batch, type),
                    KINDS,
                    (key, identifier) -> strong(identifier)
                            .forEach(fingerprint -> bearers.computeIfAbsent(fingerprint, first -> new ArrayList<>(1))
                                    .add(key)));
        }
        return bearers;
    }

    private Stream<Fingerprint> strong(Identifier identifier) {
        return fingerprinter.fingerprints(identifier).stream()
                .filter(fingerprint -> fingerprint.kind() == identifier.kind() && !fingerprint.weak());
    }

    /** Everybody whom no run has treated. */
    private Dialect.KeySet living(Session session) throws SQLException {
        Dialect dialect = session.dialect();
        String key = "s." + dialect.quote(plan.subject().key().name());
        OwnTables own = new OwnTables(plan.subject().table().name());
        Sql with = Sql.of("with palimpsest_living as (select " + key + " as palimpsest_key from "
                        + dialect.quote(plan.subject().table().name()) + " s where not ")
                .add(own.treatedAsFarAsKnown(session).apply(key))
                .add(") ");
        return new Dialect.KeySet(with, "palimpsest_living");
    }
}

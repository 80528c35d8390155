package dev.palimpsest.merge;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Identifier;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.MergeDeclaration;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.IdentifierSource;
import dev.palimpsest.plan.Plan;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which kinds of identifiers a merge loses: one that stands in what goes, and in no notation in what stays. Told apart as the
 * scanner tells them, so that {@code +33 6 12 34 56 78} and {@code 06.12.34.56.78} are one.
 */
final class MergeForgotten {
    private final Plan plan;
    private final LocalDate today;
    private final Session session;
    private final MergeRequest request;
    private final MergeColumns columns;
    private final Fingerprinter fingerprinter;

    MergeForgotten(Plan plan, LocalDate today, Session session, MergeRequest request) {
        this.plan = plan;
        this.today = today;
        this.session = session;
        this.request = request;
        this.columns = new MergeColumns(plan, session, request);
        this.fingerprinter = new Fingerprinter(
                FingerprintKey.random(new SecureRandom()), plan.map().jurisdiction());
    }

    /** @param treated tables of rows that nobody refers to any more */
    List<IdentifierKind> kinds(List<MergeCollisions.Found> collisions, Set<String> treated) throws SQLException {
        Set<IdentifierKind> kinds = EnumSet.noneOf(IdentifierKind.class);
        for (IdentifierSource source : sources()) {
            if (loses(source, collisions, treated)) {
                kinds.add(source.kind());
            }
        }
        return List.copyOf(kinds);
    }

    /** Where identifiers stand; of one that is put together from several rows, each part by itself. */
    private List<IdentifierSource> sources() {
        return plan.identifiers().stream().flatMap(IdentifierSource::rows).toList();
    }

    private boolean loses(IdentifierSource source, List<MergeCollisions.Found> collisions, Set<String> treated)
            throws SQLException {
        if (source.way().hops().isEmpty()) {
            return !request.keepOld() && loses(ofBoth(source), staying(source.kind()));
        }
        TableName table = source.table().name();
        List<Identifier> old = linked(source, request.from());
        List<Identifier> kept = linked(source, request.into());
        boolean lost = false;
        for (MergeCollisions.Found collision : collisions) {
            if (collision.link().table().name().equals(table)) {
                lost |= collision.winner() == MergeDeclaration.Side.NEW ? loses(old, kept) : loses(kept, old);
            }
        }
        // which of the two is referred to by nobody then, the columns decide
        return lost || treated.contains(table.toString()) && (loses(old, kept) || loses(kept, old));
    }

    private boolean loses(List<Identifier> going, List<Identifier> staying) {
        Set<Fingerprint> known = new HashSet<>();
        Set<String> texts = new HashSet<>();
        for (Identifier identifier : staying) {
            known.addAll(fingerprinter.fingerprints(identifier));
            texts.add(text(identifier));
        }
        return going.stream()
                .filter(identifier -> !texts.contains(text(identifier)))
                .anyMatch(identifier -> {
                    List<Fingerprint> forms = fingerprinter.fingerprints(identifier);
                    return forms.isEmpty() || !known.containsAll(forms);
                });
    }

    private static String text(Identifier identifier) {
        return String.join("\n", identifier.parts()).strip().toLowerCase(Locale.ROOT);
    }

    /** What the two rows hold before. */
    private List<Identifier> ofBoth(IdentifierSource source) throws SQLException {
        List<Identifier> both = new ArrayList<>();
        add(both, source, columns.read(source.columns(), request.from()));
        add(both, source, columns.read(source.columns(), request.into()));
        return both;
    }

    /** What the row that stays holds afterwards, in whichever columns of the kind. */
    private List<Identifier> staying(IdentifierKind kind) throws SQLException {
        List<Identifier> staying = new ArrayList<>();
        for (IdentifierSource source : sources()) {
            if (source.kind() == kind && source.way().hops().isEmpty()) {
                add(staying, source, columns.afterwards(source.columns()));
            }
        }
        return staying;
    }

    private static void add(List<Identifier> all, IdentifierSource source, Map<Column, Optional<String>> values) {
        List<String> parts = source.columns().stream()
                .map(column -> values.getOrDefault(column, Optional.empty()).orElse(""))
                .toList();
        if (parts.stream().anyMatch(part -> !part.isBlank())) {
            all.add(new Identifier(source.kind(), parts));
        }
    }

    private List<Identifier> linked(IdentifierSource source, SubjectKey key) throws SQLException {
        Dialect dialect = session.dialect();
        Dialect.KeySet keys = dialect.keys(List.of(key), plan.subject().key().typeName());
        Predicate where = source.where();
        Sql sql = new Sql()
                .add(keys.with())
                .add("select "
                        + String.join(
                                ", ",
                                source.columns().stream()
                                        .map(column -> dialect.asText(
                                                dialect.quote(source.table().name(), column.name())))
                                        .toList())
                        + " from ")
                .add(source.way()
                        .beside(
                                source.way().lookedUp(keys.relation(), dialect),
                                source.table(),
                                where == null ? new Sql() : OwnerSql.bind(where.sql(), today),
                                dialect,
                                today));
        List<Identifier> found = new ArrayList<>();
        session.forEach(sql, row -> {
            List<String> parts = new ArrayList<>();
            for (int i = 1; i <= source.columns().size(); i++) {
                String part = row.getString(i);
                parts.add(part == null ? "" : part);
            }
            if (parts.stream().anyMatch(part -> !part.isBlank())) {
                found.add(new Identifier(source.kind(), parts));
            }
        });
        return found;
    }
}

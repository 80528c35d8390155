package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.IdentifierSource;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.trace.Classifier.Classified;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What else a row says of whom its texts tell: a treated person's key under a column by which the map does not tie it, or a certain
 * identifier of the same person beside a name that somebody living bears, too. Then what alone would be possible is theirs.
 * Safe for any number of threads.
 */
final class Evidence {
    /** Subjects asked for by one statement. */
    private static final int ASKED = 1_000;

    private final Plan plan;
    private final Sought sought;
    private final TracedSubjects traced;
    private final Map<TableName, Set<Column>> identifiers;
    private @Nullable Bearers bearers;

    Evidence(Plan plan, Sought sought, TracedSubjects traced) {
        this.plan = plan;
        this.sought = sought;
        this.traced = traced;
        this.identifiers = plan.identifiers().stream()
                .flatMap(IdentifierSource::rows)
                .collect(Collectors.groupingBy(
                        source -> source.table().name(),
                        Collectors.flatMapping(source -> source.columns().stream(), Collectors.toSet())));
    }

    /** Weighs hits of one table again, all of a row together. */
    List<Classified> weighed(Session session, List<Classified> hits) throws SQLException {
        // by identity: equal hits are not looked for, and a hit holds its whole table
        Map<Hit, Set<SubjectKey>> named = new IdentityHashMap<>();
        addTied(hits, named);
        addBeside(session, hits, named);
        if (named.isEmpty()) {
            return hits;
        }
        Map<SubjectKey, TraceSet> borne = borne(session, named);
        return hits.stream()
                .map(each -> weighed(each, named.getOrDefault(each.hit(), Set.of()), borne))
                .toList();
    }

    private static Classified weighed(Classified each, Set<SubjectKey> named, Map<SubjectKey, TraceSet> borne) {
        boolean theirs = named.stream()
                .map(borne::get)
                .anyMatch(own -> own != null && own.contains(each.hit().fingerprint()));
        return theirs ? new Classified(each.hit(), HitClass.RESIDUAL, each.owners(), each.own(), true) : each;
    }

    /** Whether more evidence would make it a residual: nothing short, and nothing in columns that say whose they are. */
    private boolean isOpen(Classified each) {
        Hit hit = each.hit();
        IdentifierKind kind = hit.fingerprint().kind();
        boolean evident = !hit.fingerprint().weak() || kind == IdentifierKind.NAME || kind == IdentifierKind.ADDRESS;
        TableName table = hit.table().name();
        boolean ofNobody = plan.table(table).map(TablePlan::way).isEmpty();
        boolean open = each.hitClass() == HitClass.POSSIBLE || each.hitClass() == HitClass.SHARED && ofNobody;
        return open
                && evident
                && hit.columns().stream()
                        .noneMatch(column -> identifiers
                                        .getOrDefault(table, Set.of())
                                        .contains(column)
                                || plan.others().getOrDefault(table, Set.of()).contains(column));
    }

    private void addTied(List<Classified> hits, Map<Hit, Set<SubjectKey>> named) {
        for (Classified each : hits) {
            for (String tie : each.hit().ties()) {
                if (traced.mayHold(tie) && isOpen(each)) {
                    named.computeIfAbsent(each.hit(), first -> new HashSet<>()).add(new SubjectKey(tie));
                }
            }
        }
    }

    /** A whole name beside something of which nobody else is the bearer. */
    private void addBeside(Session session, List<Classified> hits, Map<Hit, Set<SubjectKey>> named)
            throws SQLException {
        Map<String, List<Hit>> certain = hits.stream()
                .filter(each -> each.hitClass() == HitClass.RESIDUAL)
                .map(Classified::hit)
                .filter(hit -> !hit.patched() && Bearers.isCertain(hit.fingerprint()))
                .collect(Collectors.groupingBy(Evidence::row));
        if (certain.isEmpty()) {
            return;
        }
        for (Classified each : hits) {
            Hit hit = each.hit();
            boolean wholeName = hit.fingerprint().kind() == IdentifierKind.NAME
                    && !hit.fingerprint().weak()
                    && !hit.patched();
            if (wholeName && certain.containsKey(row(hit)) && isOpen(each)) {
                for (Hit beside : certain.getOrDefault(row(hit), List.of())) {
                    named.computeIfAbsent(hit, first -> new HashSet<>())
                            .addAll(bearers(session).of(beside.fingerprint()));
                }
            }
        }
    }

    private static String row(Hit hit) {
        return hit.locator().row();
    }

    private synchronized Bearers bearers(Session session) throws SQLException {
        Bearers known = bearers;
        if (known == null) {
            known = Bearers.read(session, sought);
            bearers = known;
        }
        return known;
    }

    private Map<SubjectKey, TraceSet> borne(Session session, Map<Hit, Set<SubjectKey>> named) throws SQLException {
        Set<SubjectKey> subjects = new LinkedHashSet<>();
        named.values().forEach(subjects::addAll);
        List<SubjectKey> all = new ArrayList<>(subjects);
        Map<SubjectKey, TraceSet> borne = new HashMap<>();
        for (int from = 0; from < all.size(); from += ASKED) {
            borne.putAll(sought.of(session, all.subList(from, Math.min(all.size(), from + ASKED))));
        }
        return borne;
    }
}

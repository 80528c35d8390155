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
 * identifier of the same person beside a name that somebody living bears, too. Then what alone would be possible is theirs, but
 * for what somebody living bears in a row of their own. Safe for any number of threads.
 */
final class Evidence {
    /** Subjects asked for by one statement. */
    private static final int ASKED = 1_000;

    private final Plan plan;
    private final Sought sought;
    private final TracedSubjects traced;
    private final ReusedKeys reused;
    private final Map<TableName, Set<Column>> identifiers;
    private @Nullable Bearers bearers;

    Evidence(Plan plan, Sought sought, TracedSubjects traced) {
        this.plan = plan;
        this.sought = sought;
        this.traced = traced;
        this.reused = new ReusedKeys(plan, sought);
        this.identifiers = plan.identifiers().stream()
                .flatMap(IdentifierSource::rows)
                .collect(Collectors.groupingBy(
                        source -> source.table().name(),
                        Collectors.flatMapping(source -> source.columns().stream(), Collectors.toSet())));
    }

    /** Tells which rows, by locator, are statutory records inside their period. */
    @FunctionalInterface
    interface Period {
        Set<String> inside(Session session, List<Hit> hits) throws SQLException;
    }

    /** Weighs hits of one table again, all of a row together. */
    List<Classified> weighed(Session session, List<Classified> hits, Period period) throws SQLException {
        // by identity: equal hits are not looked for, and a hit holds its whole table
        Map<Hit, Set<SubjectKey>> named = new IdentityHashMap<>();
        addTied(session, hits, named);
        addBeside(session, hits, named);
        Map<SubjectKey, TraceSet> borne = borne(session, named);
        named.entrySet().removeIf(each -> !bears(each.getValue(), borne, each.getKey()));
        spareTheLiving(session, hits, named);
        if (named.isEmpty()) {
            return hits;
        }
        Set<String> kept = period.inside(session, List.copyOf(named.keySet()));
        return hits.stream()
                .map(each -> named.containsKey(each.hit()) ? theirs(each, kept.contains(row(each.hit()))) : each)
                .toList();
    }

    private static boolean bears(Set<SubjectKey> subjects, Map<SubjectKey, TraceSet> borne, Hit hit) {
        return subjects.stream()
                .anyMatch(
                        subject -> borne.getOrDefault(subject, TraceSet.empty()).contains(hit.fingerprint()));
    }

    private static Classified theirs(Classified each, boolean kept) {
        return new Classified(each.hit(), kept ? HitClass.KEPT : HitClass.RESIDUAL, each.owners(), each.own(), true);
    }

    /** What somebody living bears is theirs in a row of their own, whoever else is named there. */
    private void spareTheLiving(Session session, List<Classified> hits, Map<Hit, Set<SubjectKey>> named)
            throws SQLException {
        Map<Hit, Set<SubjectKey>> owners = new IdentityHashMap<>();
        for (Classified each : hits) {
            Set<SubjectKey> theirs = new LinkedHashSet<>(each.owners());
            String said = each.hit().owner();
            if (said != null) {
                theirs.add(new SubjectKey(said));
            }
            if (!theirs.isEmpty() && named.containsKey(each.hit())) {
                owners.put(each.hit(), theirs);
            }
        }
        Map<SubjectKey, TraceSet> borne = new HashMap<>();
        for (List<SubjectKey> asked : pages(owners)) {
            borne.putAll(sought.borneByTheLiving(session, asked));
        }
        owners.forEach((hit, theirs) -> {
            if (bears(theirs, borne, hit)) {
                named.remove(hit);
            }
        });
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

    private void addTied(Session session, List<Classified> hits, Map<Hit, Set<SubjectKey>> named) throws SQLException {
        for (Classified each : hits) {
            for (String tie : each.hit().ties()) {
                if (traced.mayHold(tie) && isOpen(each)) {
                    named.computeIfAbsent(each.hit(), first -> new HashSet<>()).add(new SubjectKey(tie));
                }
            }
        }
        Set<SubjectKey> others = new HashSet<>();
        for (List<SubjectKey> asked : pages(named)) {
            others.addAll(reused.among(asked, session));
        }
        named.values().forEach(keys -> keys.removeAll(others));
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
        Map<SubjectKey, TraceSet> borne = new HashMap<>();
        for (List<SubjectKey> asked : pages(named)) {
            borne.putAll(sought.of(session, asked));
        }
        return borne;
    }

    private static List<List<SubjectKey>> pages(Map<Hit, Set<SubjectKey>> subjects) {
        Set<SubjectKey> distinct = new LinkedHashSet<>();
        subjects.values().forEach(distinct::addAll);
        List<SubjectKey> all = new ArrayList<>(distinct);
        List<List<SubjectKey>> pages = new ArrayList<>();
        for (int from = 0; from < all.size(); from += ASKED) {
            pages.add(all.subList(from, Math.min(all.size(), from + ASKED)));
        }
        return pages;
    }
}

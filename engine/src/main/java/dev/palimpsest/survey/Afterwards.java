package dev.palimpsest.survey;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.ledger.Seen;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.ActivitySource;
import dev.palimpsest.plan.Blocker;
import dev.palimpsest.plan.Moving;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells of treated subjects whether the business has written about them since. Each was inactive and unblocked then, so a newer
 * activity and a blocker have come afterwards. Where a condition moves with {@code :today}, the calendar may have brought it
 * about with rows that the run has seen: it counts if it held on the day of the treatment, too, for then somebody has
 * written; or if there are more rows than the run left.
 */
final class Afterwards {
    private final Plan plan;

    Afterwards(Plan plan) {
        this.plan = plan;
    }

    /**
     * The keys of those about whom something was written.
     *
     * @param causes the rows of the blockers, by subject, as of today
     * @param narrowed gives a relation of some of the keys, or of more
     */
    Set<String> of(
            Session session,
            List<FactsQuery.Facts> all,
            Map<String, List<BlockedBy>> causes,
            Function<List<SubjectKey>, Dialect.KeySet> narrowed)
            throws SQLException {
        Set<String> written = new HashSet<>();
        Map<FactsQuery.Facts, Set<String>> moved = new HashMap<>();
        for (FactsQuery.Facts subject : all) {
            if (subject.anonymisedWith() == null) {
                continue;
            }
            Set<String> held = holding(subject, causes.getOrDefault(subject.key(), List.of()));
            if (held.contains("")) {
                written.add(subject.key());
            } else if (!held.isEmpty()) {
                moved.put(subject, held);
            }
        }
        if (!moved.isEmpty()) {
            written.addAll(more(session, moved, narrowed));
            moved.keySet().removeIf(subject -> written.contains(subject.key()));
            written.addAll(heldThen(session, moved, narrowed));
        }
        return written;
    }

    /** The names of moving activities and blockers that speak of the subject; an empty one for all that do not move. */
    private Set<String> holding(FactsQuery.Facts subject, List<BlockedBy> causes) {
        FactsQuery.Standard then = Objects.requireNonNull(subject.anonymisedWith());
        Set<String> held = new HashSet<>();
        for (int i = 0; i < plan.activity().size(); i++) {
            ActivitySource activity = plan.activity().get(i);
            LocalDate day = subject.days().get(i);
            boolean counts = then.activities().isEmpty() || then.activities().contains(activity.id());
            if (counts && day != null && day.isAfter(then.cutoff())) {
                held.add(Objects.requireNonNullElse(Moving.name(activity), ""));
            }
        }
        for (Blocker blocker : plan.blockers()) {
            if (causes.stream()
                    .anyMatch(cause -> cause.blocks() && cause.blocker().equals(blocker.id()))) {
                held.add(Objects.requireNonNullElse(Moving.name(blocker), ""));
            }
        }
        return held;
    }

    /** Those who have more rows behind such a condition than the run has left. */
    private Set<String> more(
            Session session,
            Map<FactsQuery.Facts, Set<String>> moved,
            Function<List<SubjectKey>, Dialect.KeySet> narrowed)
            throws SQLException {
        List<SubjectKey> keys = keys(moved.keySet());
        Map<SubjectKey, Seen> now = new SeenRows(plan).of(session, narrowed.apply(keys), keys);
        Set<String> more = new HashSet<>();
        moved.forEach((subject, held) -> {
            Seen then = Objects.requireNonNull(subject.anonymisedWith()).seen();
            Seen rows = now.getOrDefault(new SubjectKey(subject.key()), Seen.NOTHING);
            if (held.stream().anyMatch(name -> then.isLess(name, rows.rows().getOrDefault(name, 0L)))) {
                more.add(subject.key());
            }
        });
        return more;
    }

    /** Those of whom such a condition would have spoken on the day of their treatment. */
    private Set<String> heldThen(
            Session session,
            Map<FactsQuery.Facts, Set<String>> moved,
            Function<List<SubjectKey>, Dialect.KeySet> narrowed)
            throws SQLException {
        Map<Moment, List<FactsQuery.Facts>> byMoment = new HashMap<>();
        for (FactsQuery.Facts subject : moved.keySet()) {
            FactsQuery.Standard then = Objects.requireNonNull(subject.anonymisedWith());
            byMoment.computeIfAbsent(
                            new Moment(then.today(), then.cutoff(), then.activities()), moment -> new ArrayList<>())
                    .add(subject);
        }
        Set<String> held = new HashSet<>();
        for (Map.Entry<Moment, List<FactsQuery.Facts>> group : byMoment.entrySet()) {
            List<SubjectKey> keys = keys(group.getValue());
            BlockersQuery blockers = new BlockersQuery(plan, group.getKey());
            Map<String, List<BlockedBy>> causes =
                    blockers.read(session, narrowed.apply(keys), keys, blockers.looksUp(keys.size(), false));
            Map<String, Set<String>> now = new HashMap<>();
            group.getValue().forEach(subject -> now.put(subject.key(), Objects.requireNonNull(moved.get(subject))));
            for (FactsQuery.Facts then :
                    new FactsQuery(plan, group.getKey(), true).read(session, Subjects.of(narrowed.apply(keys)))) {
                Set<String> both = now.getOrDefault(then.key(), Set.of());
                if (holding(then, causes.getOrDefault(then.key(), List.of())).stream()
                        .anyMatch(both::contains)) {
                    held.add(then.key());
                }
            }
        }
        return held;
    }

    private static List<SubjectKey> keys(Iterable<FactsQuery.Facts> subjects) {
        List<SubjectKey> keys = new ArrayList<>();
        subjects.forEach(subject -> keys.add(new SubjectKey(subject.key())));
        return keys;
    }
}

package dev.palimpsest.survey;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.ledger.Hold;
import dev.palimpsest.ledger.Holds;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges subjects: the one place where a verdict is made, for the survey, the preview and, under locks, the run. Three
 * statements per set of keys, whatever its size.
 */
public final class Judgement {
    private static final String BORN = "born-into-system";

    private final Plan plan;
    private final Moment moment;
    private final FactsQuery facts;
    private final BlockersQuery blockers;
    private final BuiltInBlockers builtIn;
    private final OwnTables own;
    private final Afterwards afterwards;
    /** Whether the table of holds is there; null until somebody was judged. */
    private @Nullable Boolean holdsKnown;

    /** @param receipts whether Palimpsest's own tables are there, so that treated subjects are known */
    public Judgement(Plan plan, Moment moment, boolean receipts) {
        this.plan = plan;
        this.moment = moment;
        this.facts = new FactsQuery(plan, moment, receipts);
        this.blockers = new BlockersQuery(plan, moment);
        this.builtIn = new BuiltInBlockers(plan);
        this.afterwards = new Afterwards(plan);
        this.own = new OwnTables(plan.subject().table().name());
    }

    /** Judges these keys; a key without a row has no assessment. */
    public List<Assessment> of(Session session, List<SubjectKey> keys) throws SQLException {
        return of(
                session,
                Subjects.of(session.dialect().keys(keys, plan.subject().key().typeName())));
    }

    /** Judges the keys in the chunk table, under whose locks this statement runs. */
    public List<Assessment> ofChunk(Session session) throws SQLException {
        String type = plan.subject().key().typeName();
        List<Assessment> assessments = new ArrayList<>();
        judge(
                session,
                Subjects.of(session.dialect().chunkTable(type)),
                some -> session.dialect().chunkTable(type),
                Planning.OF_THE_CHUNK,
                (subject, assessment) -> assessments.add(assessment));
        return assessments;
    }

    /** Who tells the planner how rows are found, whatever its statistics say. */
    private enum Planning {
        /** Whoever has filled the chunk table and locked its people. */
        OF_THE_CHUNK,
        OWN;

        void as(Sql setting, Session session) throws SQLException {
            if (this == OWN) {
                session.execute(setting);
            }
        }
    }

    /** Judges the subjects of a relation, in the order of their keys. */
    List<Assessment> of(Session session, Subjects subjects) throws SQLException {
        List<Assessment> assessments = new ArrayList<>();
        judge(session, subjects, (subject, assessment) -> assessments.add(assessment));
        return assessments;
    }

    /** Judges the subjects of a relation, in the order of their keys, and counts down those of their marks. */
    List<Assessment> of(Session session, Subjects subjects, Map<FactsQuery.Marks, Long> unseen) throws SQLException {
        List<Assessment> assessments = new ArrayList<>();
        judge(session, subjects, (subject, assessment) -> {
            assessments.add(assessment);
            unseen.merge(subject.marks(), -1L, Long::sum);
        });
        return assessments;
    }

    private void judge(Session session, Subjects subjects, BiConsumer<FactsQuery.Facts, Assessment> each)
            throws SQLException {
        String type = plan.subject().key().typeName();
        judge(session, subjects, some -> session.dialect().keys(some, type), Planning.OWN, each);
    }

    /** Tells the day of the last activity of each of these of whom it is known. */
    void lastDays(Session session, Subjects subjects, BiConsumer<SubjectKey, LocalDate> each) throws SQLException {
        session.execute(session.dialect().preferIndexes(plan.looksUpActivity()));
        List<FactsQuery.Facts> all = facts.read(session, subjects);
        session.execute(session.dialect().planFreely());
        for (FactsQuery.Facts subject : all) {
            LocalDate day = last(subject, moment.activities()).day();
            if (day != null) {
                each.accept(new SubjectKey(subject.key()), day);
            }
        }
    }

    /** How many subjects bear which of the marks, everybody counted. */
    Map<FactsQuery.Marks, Long> marks(Session session) throws SQLException {
        return facts.marks(session);
    }

    /** What would be said of somebody untreated with these marks of whom there was activity after the cut-off, some day. */
    Assessment active(FactsQuery.Marks marks) {
        LocalDate recently = moment.cutoff().plusDays(1);
        return assess(
                new FactsQuery.Facts(
                        "",
                        null,
                        marks.never(),
                        marks.archived(),
                        marks.deactivated(),
                        marks.subscribed(),
                        null,
                        null,
                        List.of(),
                        Collections.nCopies(plan.activity().size(), recently)),
                List.of(),
                List.of(),
                false);
    }

    private void judge(
            Session session,
            Subjects subjects,
            Function<List<SubjectKey>, Dialect.KeySet> narrowed,
            Planning planning,
            BiConsumer<FactsQuery.Facts, Assessment> each)
            throws SQLException {
        Dialect dialect = session.dialect();
        planning.as(dialect.preferIndexes(plan.looksUpActivity()), session);
        List<FactsQuery.Facts> all = facts.read(session, subjects);
        List<SubjectKey> candidates = new ArrayList<>();
        for (FactsQuery.Facts subject : all) {
            if (isCandidate(subject)) {
                candidates.add(new SubjectKey(subject.key()));
            }
        }
        boolean lookedUp = blockers.looksUp(candidates.size(), subjects.withRows());
        planning.as(lookedUp ? dialect.preferIndexes(plan.looksUpBlockers()) : dialect.preferWholeTables(), session);
        Map<String, List<BlockedBy>> causes = candidates.isEmpty()
                ? Map.of()
                : blockers.read(session, narrowed.apply(candidates), candidates, lookedUp);
        Set<String> afterwards = this.afterwards.of(session, all, causes, narrowed);
        planning.as(dialect.planFreely(), session);
        Map<String, List<Hold>> holds = holds(session, all, narrowed);
        for (FactsQuery.Facts subject : all) {
            each.accept(
                    subject,
                    assess(
                            subject,
                            causes.getOrDefault(subject.key(), List.of()),
                            holds.getOrDefault(subject.key(), List.of()),
                            afterwards.contains(subject.key())));
        }
    }

    private Map<String, List<Hold>> holds(
            Session session, List<FactsQuery.Facts> all, Function<List<SubjectKey>, Dialect.KeySet> narrowed)
            throws SQLException {
        if (holdsKnown == null) {
            holdsKnown = own.holdsExist(session);
        }
        if (!holdsKnown) {
            return Map.of();
        }
        Dialect.KeySet keys = narrowed.apply(
                all.stream().map(subject -> new SubjectKey(subject.key())).toList());
        return new Holds(own, session).active(keys, moment.today());
    }

    /** Whoever is active needs no reason why not. */
    private boolean isCandidate(FactsQuery.Facts subject) {
        LocalDate last = last(subject, moment.activities()).day();
        return subject.anonymisedWith() != null || (last != null && !last.isAfter(moment.cutoff()) && !subject.never());
    }

    private record Last(@Nullable LocalDate day, @Nullable String by) {}

    /**
     * Nobody was active before the record of them was made: the later of both counts. A day that is still to come was not the
     * record's.
     *
     * @param activities the only ones that count; empty = all
     */
    private Last last(FactsQuery.Facts subject, List<String> activities) {
        Last newest = newest(subject, activities);
        LocalDate born = subject.born();
        boolean later =
                born != null && (newest.day() == null || born.isAfter(newest.day()) && !born.isAfter(moment.today()));
        return later ? new Last(born, BORN) : newest;
    }

    private Last newest(FactsQuery.Facts subject, List<String> activities) {
        LocalDate newest = null;
        String by = null;
        for (int i = 0; i < subject.days().size(); i++) {
            LocalDate day = subject.days().get(i);
            String id = plan.activity().get(i).id();
            boolean counts = activities.isEmpty() || activities.contains(id);
            if (counts && day != null && (newest == null || day.isAfter(newest))) {
                newest = day;
                by = id;
            }
        }
        return new Last(newest, by);
    }

    private Assessment assess(FactsQuery.Facts subject, List<BlockedBy> causes, List<Hold> holds, boolean afterwards) {
        Last last = last(subject, moment.activities());
        RecordState state = state(subject);
        boolean inactive = last.day() != null && !last.day().isAfter(moment.cutoff());
        List<BlockedBy> blockedBy = new ArrayList<>();
        if (inactive && !subject.never() && !state.isTreated()) {
            blockedBy.addAll(causes);
            blockedBy.addAll(builtIn.of(subject, holds));
        }
        boolean unblocked = blockedBy.isEmpty() || blockedBy.stream().noneMatch(BlockedBy::blocks);
        return new Assessment(
                new SubjectKey(subject.key()),
                verdict(subject, state, last.day(), inactive, unblocked),
                state,
                permitted(subject, state, inactive && unblocked),
                !holds.isEmpty(),
                subject.never(),
                subject.subscribed(),
                last.day(),
                last.by(),
                subject.kinds(),
                List.copyOf(blockedBy),
                afterwards,
                subject.keptUntil());
    }

    private static RecordState state(FactsQuery.Facts subject) {
        if (subject.anonymisedWith() != null) {
            return subject.keptUntil() == null ? RecordState.ANONYMISED : RecordState.RECORDS_KEPT;
        }
        if (subject.archived()) {
            return RecordState.ARCHIVED;
        }
        return subject.deactivated() ? RecordState.DEACTIVATED : RecordState.IN_USE;
    }

    private Verdict verdict(
            FactsQuery.Facts subject,
            RecordState state,
            @Nullable LocalDate last,
            boolean inactive,
            boolean unblocked) {
        if (state.isTreated()) {
            return state == RecordState.ANONYMISED ? Verdict.ANONYMISED : Verdict.RECORDS_KEPT;
        }
        if (subject.never()) {
            return Verdict.NEVER;
        }
        if (state == RecordState.ARCHIVED) {
            return Verdict.ARCHIVED;
        }
        if (last == null) {
            return Verdict.UNKNOWN_ACTIVITY;
        }
        if (!inactive) {
            return Verdict.ACTIVE;
        }
        if (!unblocked) {
            return Verdict.BLOCKED;
        }
        return mayGoOn(state) ? Verdict.ELIGIBLE : Verdict.DEACTIVATE_FIRST;
    }

    /** Where the map keeps the order, nobody is archived or anonymised who is not deactivated. */
    private boolean mayGoOn(RecordState state) {
        return !plan.subject().declaration().inactiveFirst() || state != RecordState.IN_USE;
    }

    /** @param released inactive for long enough and unblocked */
    private Set<Act> permitted(FactsQuery.Facts subject, RecordState state, boolean released) {
        Set<Act> acts = EnumSet.noneOf(Act.class);
        if (state.isTreated() || subject.never()) {
            return acts;
        }
        SubjectDeclaration declaration = plan.subject().declaration();
        if (released && state == RecordState.IN_USE && !declaration.deactivate().isEmpty()) {
            acts.add(Act.DEACTIVATE);
        }
        if (released && mayGoOn(state)) {
            acts.add(Act.ANONYMISE);
            if (state != RecordState.ARCHIVED && !declaration.archive().isEmpty()) {
                acts.add(Act.ARCHIVE);
            }
        }
        boolean restorable = switch (state) {
            case ARCHIVED -> !declaration.restore().isEmpty();
            case DEACTIVATED -> declaration.restoreUndoes(declaration.deactivate());
            case IN_USE, RECORDS_KEPT, ANONYMISED -> false;
        };
        if (restorable) {
            acts.add(Act.RESTORE);
        }
        return acts;
    }
}

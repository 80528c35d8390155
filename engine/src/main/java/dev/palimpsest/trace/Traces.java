package dev.palimpsest.trace;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The traces of one run: one packed row of keyed fingerprints per treated subject, dropped after the proof. */
public final class Traces {
    private final Plan plan;
    private final OwnTables tables;
    private final RunRecord run;
    private final Fingerprinter fingerprinter;
    private TraceSet inRun = TraceSet.empty();

    public Traces(Plan plan, RunRecord run, Fingerprinter fingerprinter) {
        this.plan = plan;
        this.tables = new OwnTables(plan.subject().table().name());
        this.run = run;
        this.fingerprinter = fingerprinter;
    }

    public Fingerprinter fingerprinter() {
        return fingerprinter;
    }

    /**
     * Reads the names of everybody whom the run is about, before the first of them loses theirs: in somebody's own text the name of
     * another of them is left whole to the sweep, also where they share a part of it.
     */
    public void readNames(Session session, List<SubjectKey> people) throws SQLException {
        if (redacts()) {
            inRun = names(session, people).build();
        }
    }

    /** The same of a run that may have treated some of them already. */
    public void readNamesAndTraces(Session session, List<SubjectKey> people) throws SQLException {
        if (redacts()) {
            TraceSet.Builder names = names(session, people);
            each(session, (key, fingerprints) -> names.addAll(fingerprints));
            inRun = names.build();
        }
    }

    private TraceSet.Builder names(Session session, List<SubjectKey> people) throws SQLException {
        TraceSet.Builder names = TraceSet.builder();
        new Foreseen(plan, run.today(), fingerprinter, people, session)
                .each(session, EnumSet.of(IdentifierKind.NAME), names::addAll);
        return names;
    }

    private boolean redacts() {
        return plan.steps().stream().anyMatch(table -> !table.redacted().isEmpty());
    }

    /**
     * Reads the identifiers of the subjects in the chunk table, who are these, and begins to take their fingerprints. Stands in
     * the same transaction as the treatment, and before it.
     */
    public Remembered read(Session session, List<SubjectKey> subjects) throws SQLException {
        List<Remembered.Borne> identifiers = new ArrayList<>();
        new SubjectIdentifiers(plan, run.today())
                .read(
                        session,
                        session.dialect().chunkTable(plan.subject().key().typeName()),
                        (key, identifier) -> identifiers.add(new Remembered.Borne(key, identifier)));
        return new Remembered(
                tables,
                run.id(),
                fingerprinter,
                session.dialect(),
                subjects,
                identifiers,
                redacts(),
                ties(session),
                inRun);
    }

    private Map<SubjectKey, String> ties(Session session) throws SQLException {
        return plan.others().isEmpty() ? Map.of() : new CutTies(plan, run.today(), fingerprinter).of(session);
    }

    /**
     * Remembers what is taken away besides where the subjects in the chunk table are treated once more. Stands in the same transaction
     * as the treatment, and before it.
     */
    public void readAgain(Session session) throws SQLException {
        for (Map.Entry<SubjectKey, String> each : ties(session).entrySet()) {
            String subject = each.getKey().value();
            Sql known = Sql.of(
                    "select cut_ties from " + tables.trace(session)
                            + " where run_id = ? and subject_key = ? and cut_ties is not null",
                    run.id().value(),
                    subject);
            String before = session.first(known, row -> row.getString(1));
            session.update(Sql.of(
                    "update " + tables.trace(session) + " set cut_ties = ? where run_id = ? and subject_key = ?",
                    before == null ? each.getValue() : CutTies.joined(before, each.getValue()),
                    run.id().value(),
                    subject));
        }
    }

    /** By the mark of a row, whom it named until a treatment took that away. */
    Map<String, Set<SubjectKey>> cutTies(Session session) throws SQLException {
        Map<String, Set<SubjectKey>> ties = new HashMap<>();
        if (!plan.others().isEmpty()) {
            session.forEach(
                    Sql.of(
                            "select cut_ties from " + tables.trace(session)
                                    + " where run_id = ? and cut_ties is not null",
                            run.id().value()),
                    row -> CutTies.read(row.getString(1))
                            .forEach((mark, keys) ->
                                    keys.forEach(key -> ties.computeIfAbsent(mark, first -> new LinkedHashSet<>())
                                            .add(new SubjectKey(key)))));
        }
        return ties;
    }

    /** The forms by which the own texts of these subjects would be redacted; nothing is written down. */
    public static TraceSet ownForms(
            Session session, Plan plan, LocalDate today, List<SubjectKey> keys, Fingerprinter fingerprinter)
            throws SQLException {
        TraceSet.Builder own = TraceSet.builder();
        new SubjectIdentifiers(plan, today)
                .read(
                        session,
                        session.dialect().keys(keys, plan.subject().key().typeName()),
                        (key, identifier) -> own.addAll(fingerprinter.ownFingerprints(identifier)));
        return own.build();
    }

    /** Every fingerprint of the run. */
    public TraceSet all(Session session) throws SQLException {
        TraceSet.Builder all = TraceSet.builder();
        session.forEach(
                Sql.of(
                        "select fingerprints from " + tables.trace(session) + " where run_id = ?",
                        run.id().value()),
                row -> all.addAll(Fingerprint.unpack(row.getBytes(1))));
        return all.build();
    }

    /** Reads the fingerprints of everybody, one by one. */
    void each(Session session, Sought.Taker taker) throws SQLException {
        session.forEach(
                Sql.of(
                        "select subject_key, fingerprints from " + tables.trace(session) + " where run_id = ?",
                        run.id().value()),
                row -> taker.take(new SubjectKey(row.getString(1)), Fingerprint.unpack(row.getBytes(2))));
    }

    /** What was decided about what proofs of the run have found. */
    Decided decided(Session session) throws SQLException {
        return Decided.of(session, tables, run, fingerprinter);
    }

    /** Of whom traces are there. */
    TracedSubjects subjects(Session session) throws SQLException {
        return new TracedSubjects(
                session.list(
                        Sql.of(
                                "select subject_key from " + tables.trace(session) + " where run_id = ?",
                                run.id().value()),
                        row -> new SubjectKey(row.getString(1))),
                plan.subject().key().family());
    }

    /** Of how many subjects traces are there. */
    public long count(Session session) throws SQLException {
        Long count = session.first(
                Sql.of(
                        "select count(*) from " + tables.trace(session) + " where run_id = ?",
                        run.id().value()),
                row -> row.getLong(1));
        return count == null ? 0 : count;
    }

    /** By which each of these subjects' own texts are redacted once more, when only fingerprints are left of them. */
    public Map<SubjectKey, TraceSet> ownAgain(Session session, Collection<SubjectKey> keys) throws SQLException {
        Map<SubjectKey, TraceSet> own = of(session, keys);
        own.replaceAll((key, forms) -> forms.sparing(inRun));
        return own;
    }

    /** The fingerprints of each of these subjects. */
    public Map<SubjectKey, TraceSet> of(Session session, Collection<SubjectKey> keys) throws SQLException {
        Map<SubjectKey, TraceSet> each = new HashMap<>();
        bySubject(session, keys).forEach((key, fingerprints) -> each.put(key, TraceSet.of(fingerprints)));
        return each;
    }

    /** The fingerprints of single subjects; a subject the run did not treat has none. */
    Map<SubjectKey, Set<Fingerprint>> bySubject(Session session, Collection<SubjectKey> keys) throws SQLException {
        Map<SubjectKey, Set<Fingerprint>> found = new HashMap<>();
        session.forEach(
                Sql.of(
                                "select subject_key, fingerprints from " + tables.trace(session)
                                        + " where run_id = ? and ",
                                run.id().value())
                        .add(session.dialect()
                                .isOneOf(
                                        "subject_key",
                                        keys.stream().map(SubjectKey::value).toList())),
                row -> found.put(
                        new SubjectKey(row.getString(1)), new LinkedHashSet<>(Fingerprint.unpack(row.getBytes(2)))));
        return found;
    }

    /** Drops the traces and the frozen keys of the run. The caller commits. */
    public void drop(Session session) throws SQLException {
        drop(session, tables, run.id());
    }

    /** The same of a run whose traces nobody can read any more. */
    public static void drop(Session session, OwnTables tables, RunId run) throws SQLException {
        for (String table : List.of(tables.trace(session), tables.statistic(session), tables.frozen(session))) {
            session.update(Sql.of("delete from " + table + " where run_id = ?", run.value()));
        }
    }
}

package dev.palimpsest.proof;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.ledger.Decisions;
import dev.palimpsest.ledger.Outbox;
import dev.palimpsest.ledger.Outcome;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.Receipts;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Statistics;
import dev.palimpsest.ledger.Told;
import dev.palimpsest.ledger.Uncleared;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Judgement;
import dev.palimpsest.survey.Moment;
import dev.palimpsest.trace.HitClass;
import dev.palimpsest.trace.Leftovers;
import dev.palimpsest.trace.RowNames;
import dev.palimpsest.trace.Traces;
import dev.palimpsest.watch.Watch;
import dev.palimpsest.watch.WorkSettings;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads the whole database again after a run and says what is left. Changes nothing. */
public final class Prover {
    private static final int BATCH = 1_000;

    private final Plan plan;
    private final RunRecord run;
    private final Traces traces;
    private final OwnTables tables;

    public Prover(Plan plan, RunRecord run, Traces traces) {
        this.plan = plan;
        this.run = run;
        this.traces = traces;
        this.tables = new OwnTables(plan.subject().table().name());
    }

    /** How many sessions {@link #prove} lends at most when so many read at a time. */
    public static int connections(WorkSettings settings) {
        return Leftovers.SESSIONS_OF_A_READER * settings.readers();
    }

    /**
     * Reads and reports.
     *
     * @param hits is given everything that is found, one by one
     * @param previous hash of the report before this one, to chain them
     * @throws dev.palimpsest.problem.PalimpsestException CANCELLED between two tables or pages
     */
    ProofReport prove(SessionSource sessions, HitFiles hits, Instant now, @Nullable String previous, Watch watch)
            throws SQLException {
        AtomicReference<Recorded> recorded = new AtomicReference<>();
        Leftovers.Found found = new Leftovers(plan, run, traces)
                .search(sessions, watch, hits, (session, all) -> recorded.set(recorded(session, all, hits)));
        Recorded known = Objects.requireNonNull(recorded.get());
        return report(found, known, hits, uncleared(sessions, found, known.uncleared()), now, previous);
    }

    /** What the run's people and its own records say, beside what the search finds. */
    private record Recorded(
            int activeAfterwards,
            TreatmentCheck.Outcome treatments,
            List<Statistic> statistics,
            Map<Outcome, Long> counts,
            Map<String, Long> skipped,
            List<ProofReport.NotTreated> notTreated,
            boolean tracesExist,
            boolean mended,
            List<KeptRecords> kept,
            Map<LocalDate, Long> keptUntil,
            Risk risk,
            List<Told> told,
            Map<String, Long> files,
            List<Uncleared.Left> uncleared,
            List<Decision> decisions) {
        long done() {
            return counts.getOrDefault(Outcome.DONE, 0L);
        }
    }

    private Recorded recorded(Session session, TraceSet searched, HitFiles hits) throws SQLException {
        Set<SubjectKey> activeAfterwards = activeAfterwards(session);
        Receipts receipts = new Receipts(tables, session, run);
        Map<Outcome, Long> counts = receipts.counts();
        return new Recorded(
                activeAfterwards.size(),
                new TreatmentCheck(plan, run, activeAfterwards, traces.fingerprinter(), searched, hits).check(session),
                Statistic.of(session, tables, run),
                counts,
                receipts.reasons(Outcome.SKIPPED),
                receipts.notDone().stream()
                        .map(each -> new ProofReport.NotTreated(
                                each.key().value(), each.outcome().word(), each.reason()))
                        .toList(),
                traces.count(session) >= counts.getOrDefault(Outcome.DONE, 0L),
                receipts.anyByAnother(plan.digest()),
                KeptRecords.of(session, plan, run),
                receipts.keptUntil(),
                Risk.of(session, plan, run.today()),
                new Outbox(tables, session).told(run.id().value()),
                new Statistics(tables, session, run.id()).filesLeft(),
                new Uncleared(tables, session, run.id()).left(written(session)),
                new Decisions(tables, session, run.id()).all());
    }

    private List<TableName> written(Session session) throws SQLException {
        Set<String> decided = new Decisions(tables, session, run.id()).treatedTables();
        return plan.schema().tables().stream()
                .filter(table -> plan.table(table.name()).isPresent()
                        || decided.contains(table.name().toString()))
                .flatMap(table -> Uncleared.parts(table).stream())
                .toList();
    }

    private ProofReport report(
            Leftovers.Found found,
            Recorded recorded,
            HitFiles hits,
            List<String> uncleared,
            Instant now,
            @Nullable String previous) {
        TreatmentCheck.Outcome treatments = recorded.treatments();
        List<Statistic> statistics = recorded.statistics();
        long done = recorded.done();
        List<String> findings = findings(found, recorded);
        findings.addAll(uncleared);
        return new ProofReport(
                run.id().value(),
                run.name(),
                run.mapName(),
                plan.map().digest(),
                plan.digest(),
                run.previewDigest(),
                plan.schema().product(),
                run.releasedBy(),
                run.startedAt().toString(),
                now.toString(),
                run.today().toString(),
                run.cutoff().toString(),
                run.subjects(),
                done,
                recorded.counts().getOrDefault(Outcome.SKIPPED, 0L),
                recorded.counts().getOrDefault(Outcome.FAILED, 0L),
                recorded.skipped(),
                recorded.notTreated(),
                findings.isEmpty(),
                findings,
                hits.first(HitClass.RESIDUAL.word()).stream()
                        .map(line -> new Residual(line.table(), line.column(), line.key(), line.kind()))
                        .toList(),
                found.count(HitClass.RESIDUAL) + treatments.wrong(),
                hits(found),
                hits.finish(),
                hits.first(HitClass.POSSIBLE.word()),
                hits.first(HitClass.ACKNOWLEDGED.word()),
                new ProofReport.Searched(
                        found.tables(),
                        found.rows(),
                        found.bytes(),
                        found.fingerprints(),
                        found.notRead(),
                        found.leftOut(),
                        found.byOthers().stream()
                                .map(each -> new ProofReport.ByOthers(
                                        each.table().toString(), each.kind().word(), each.identifiers()))
                                .toList()),
                treatments.checked().stream()
                        .map(each -> new ProofReport.Checked(
                                each.table(),
                                each.column(),
                                each.treatment(),
                                each.rows(),
                                each.wrong(),
                                each.afterwards()))
                        .toList(),
                statistics.stream().filter(Prover::isOfKeptRows).allMatch(Statistic::isUnchanged),
                done < Risk.K ? differences(statistics) : statistics,
                recorded.kept(),
                words(recorded.keptUntil()),
                recorded.risk(),
                recorded.activeAfterwards(),
                recorded.told(),
                recorded.files(),
                lost(recorded.decisions(), hits),
                previous);
    }

    /** Decided texts that are struck are not missed; one that may stay is. */
    private static List<String> lost(List<Decision> decisions, HitFiles hits) {
        List<String> lost = new ArrayList<>(RowNames.tellOfEarlier(decisions));
        long missed = decisions.stream()
                .filter(each -> each.verdict() == Decision.Verdict.KEEP && !RowNames.isOfEarlier(each.key()))
                .filter(each -> !hits.wasDecidedBy(each))
                .count();
        if (missed > 0) {
            lost.add(missed
                    + (missed == 1
                            ? " decision that a text may stay no longer finds its row"
                            : " decisions that a text may stay no longer find their rows")
                    + ", or another text there. What stands elsewhere now was not decided.");
        }
        return lost;
    }

    /** The sums of a few people are those people's amounts: of them a report shows only what changed. */
    private static List<Statistic> differences(List<Statistic> statistics) {
        return statistics.stream()
                .map(each -> new Statistic(
                        each.table(),
                        each.measure(),
                        BigDecimal.ZERO,
                        each.after().subtract(each.before())))
                .toList();
    }

    private static boolean isOfKeptRows(Statistic statistic) {
        return !statistic.measure().equals(Statistic.TREATED)
                && !statistic.measure().equals(Statistic.SEVERED);
    }

    private static Map<String, Long> words(Map<LocalDate, Long> byDate) {
        Map<String, Long> words = new TreeMap<>();
        byDate.forEach((date, count) -> words.put(date.toString(), count));
        return words;
    }

    private static List<ProofReport.HitCount> hits(Leftovers.Found found) {
        return found.places().entrySet().stream()
                .map(entry -> new ProofReport.HitCount(
                        entry.getKey().table().toString(),
                        entry.getKey().column(),
                        entry.getKey().kind().word(),
                        entry.getKey().hitClass().word(),
                        entry.getValue()))
                .toList();
    }

    private List<String> findings(Leftovers.Found found, Recorded recorded) {
        TreatmentCheck.Outcome treatments = recorded.treatments();
        List<Statistic> statistics = recorded.statistics();
        long done = recorded.done();
        List<String> findings = new ArrayList<>();
        found.places().forEach((place, count) -> {
            if (place.hitClass() == HitClass.RESIDUAL) {
                findings.add(count + " x " + place.kind().word() + " of treated people in " + place.table() + "."
                        + place.column() + ".");
            }
        });
        treatments.checked().stream()
                .filter(each -> each.wrong() > 0)
                .forEach(each -> findings.add(each.wrong()
                        + " of " + each.rows() + " rows of " + each.table()
                        + (each.column().isEmpty() ? "" : "." + each.column()) + " are not " + each.treatment() + "."));
        found.notRead().forEach(table -> findings.add(table + "."));
        for (Statistic statistic : statistics) {
            if (!statistic.isUnchanged()) {
                findings.add(statistic.table() + ": " + statistic.measure() + " was "
                        + statistic.before().toPlainString() + " and became "
                        + statistic.after().toPlainString() + ".");
            }
        }
        addUntreated(statistics, done, findings);
        long afterwards = treatments.checked().stream()
                .mapToLong(TreatmentCheck.Checked::afterwards)
                .sum();
        if (afterwards > 0 && recorded.mended()) {
            findings.add(afterwards
                    + " rows of people of whom the business has written since are not as the mended map wants;"
                    + " 'resume' leaves these people alone. Decide on them, for instance with a new preview.");
        }
        if (done > 0 && !recorded.tracesExist()) {
            findings.add("no traces of the treated people are there, so nothing could be looked for.");
        }
        return findings;
    }

    /** Dead rows, statistics and stored views that nobody has cleared since, with the statement that does. */
    private List<String> uncleared(SessionSource sessions, Leftovers.Found found, List<Uncleared.Left> noted)
            throws SQLException {
        List<String> findings = new ArrayList<>();
        Set<TableName> tables = new TreeSet<>(found.withOldStatistics());
        for (Uncleared.Left left : noted) {
            tables.add(left.table());
            findings.add(
                    left.table() + " was not cleared since its rows were treated: old values stand in dead rows (about "
                            + left.dead() + ") or in the planner's statistics.");
        }
        List<TableName> views = found.places().keySet().stream()
                .filter(place -> place.hitClass() == HitClass.RESIDUAL)
                .map(Leftovers.Place::table)
                .distinct()
                .filter(table -> plan.schema().require(table).kind() == Table.Kind.MATERIALISED_VIEW)
                .toList();
        if (tables.isEmpty() && views.isEmpty()) {
            return findings;
        }
        try (Session session = sessions.open()) {
            for (TableName view : views) {
                findings.add(view + " was not made anew since, or is made of what is left over. Its owner has to give: "
                        + session.dialect().refresh(view).text() + ";");
            }
            if (!tables.isEmpty()) {
                findings.add("Clearing is for the owner of the tables or an administrator, who has to give: "
                        + session.dialect().ownerClears(session, List.copyOf(tables)));
            }
        }
        return findings;
    }

    /** As many rows of the subject's table as receipts: a map under which nothing changed is never green. */
    private void addUntreated(List<Statistic> statistics, long done, List<String> findings) {
        String subject = plan.subject().table().name().toString();
        long changed = statistics.stream()
                .filter(statistic ->
                        statistic.table().equals(subject) && statistic.measure().equals(Statistic.TREATED))
                .mapToLong(statistic -> statistic.after().longValue())
                .sum();
        if (run.status() != RunRecord.Status.FINISHED && run.status() != RunRecord.Status.PROVED) {
            findings.add("the run is not finished (" + run.status() + "): go on with 'resume', then prove again.");
        }
        if (done == 0) {
            findings.add("nobody was treated, so there is nothing to prove.");
        }
        if (changed != done) {
            findings.add(done + " people have receipts, but " + changed + " rows of " + subject + " were changed.");
        }
    }

    private Set<SubjectKey> activeAfterwards(Session session) throws SQLException {
        Judgement judgement = new Judgement(plan, new Moment(run.today(), run.cutoff(), run.activities()), true);
        Receipts receipts = new Receipts(tables, session, run);
        Set<SubjectKey> active = new HashSet<>();
        List<SubjectKey> batch = receipts.done("", BATCH);
        while (!batch.isEmpty()) {
            for (Assessment assessment : judgement.of(session, batch)) {
                if (assessment.activityAfterAnonymisation()) {
                    active.add(assessment.key());
                }
            }
            batch = receipts.done(batch.getLast().value(), BATCH);
        }
        return active;
    }
}

package dev.palimpsest.chunk;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.Receipt;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Seen;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Judgement;
import dev.palimpsest.survey.Moment;
import dev.palimpsest.survey.SeenRows;
import dev.palimpsest.survey.Verdict;
import dev.palimpsest.trace.Remembered;
import dev.palimpsest.trace.Traces;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One transaction of a run, the five moves: lock, judge again, remember, treat, sign off. Each subject entirely or not at
 * all. A rehearsal makes the same moves but for the last.
 */
public final class Chunk {
    /** The reason of subjects whose row is no longer there. */
    public static final String GONE = "gone";

    private final Plan plan;
    private final RunRecord run;
    private final Clock clock;
    private final Traces traces;
    private final ChunkLocks locks;
    private final Judgement judgement;
    private final Measures measures;
    private final SeenRows seenRows;
    private final KeptRecords.Question keptRecords;
    private final Departure departure;
    private final ChunkTreatment treatment;
    private final RefusedPlace refusedPlace;
    private final Ending ending;
    private final Files files;

    /** Of a run: it signs off and commits. */
    public Chunk(Plan plan, RunRecord run, RunSettings settings, Traces traces, Clock clock) {
        this(plan, run, settings, traces, clock, new SignOff(plan, run, clock));
    }

    /**
     * Of a rehearsal: everything is undone.
     *
     * @param run what a run of the preview would be; nobody has written it down
     */
    public static Chunk rehearsed(
            Plan plan, RunRecord run, RunSettings settings, Traces traces, Clock clock, Rehearsed rehearsed) {
        return new Chunk(plan, run, settings, traces, clock, rehearsed);
    }

    private Chunk(Plan plan, RunRecord run, RunSettings settings, Traces traces, Clock clock, Ending ending) {
        this.plan = plan;
        this.run = run;
        this.clock = clock;
        this.traces = traces;
        this.ending = ending;
        this.judgement = new Judgement(
                plan, new Moment(today(run, plan, clock), run.cutoff(), run.activities()), ending.ownTables());
        ChunkRows rows = new ChunkRows(plan, run.today(), ending.ownTables());
        this.seenRows = new SeenRows(plan);
        this.measures = new Measures(plan, run.today(), rows);
        this.files = new Files(plan, run.id(), run.today(), rows);
        this.keptRecords = new KeptRecords.Question(plan, run.today(), measures);
        this.locks = new ChunkLocks(plan, run.today(), settings.writerWait(), measures::figures);
        this.departure = new Departure(plan, run.today(), measures);
        this.treatment = new ChunkTreatment(
                plan, run.today(), new Redactor(traces.fingerprinter()), measures, departure, rows::of);
        this.refusedPlace = new RefusedPlace(plan, run.today(), locks, treatment, departure, traces);
    }

    /** A run that is resumed days later judges by what holds then; who counts as inactive stays as it was previewed. */
    private static LocalDate today(RunRecord run, Plan plan, Clock clock) {
        LocalDate now = LocalDate.now(clock.withZone(plan.map().zone()));
        return now.isAfter(run.today()) ? now : run.today();
    }

    /**
     * What a chunk came to.
     *
     * @param busy subjects somebody else holds; they have no receipt yet
     * @param rows rows treated
     */
    public record Result(long done, long skipped, List<SubjectKey> busy, long rows) {}

    /** Treats these subjects and ends the transaction. Whoever calls rolls back after an exception. */
    public Result treat(Session session, List<SubjectKey> keys) throws SQLException, ChunkLocks.WritersStillBusy {
        departure.lock(session);
        ChunkLocks.Locked locked = locks.lock(session, keys);
        List<Receipt> receipts = new ArrayList<>();
        locked.gone().forEach(key -> receipts.add(Receipt.skipped(key, GONE)));
        List<SubjectKey> released = judgeAgain(session, locked.free(), receipts);
        long skipped = receipts.size();
        Remembered remembered = null;
        Worked worked = null;
        if (!released.isEmpty()) {
            // the locks speak of everybody in the chunk
            LockedRows rows = released.size() == keys.size() ? locked.rows() : LockedRows.UNKNOWN;
            Remembered read = traces.read(session, released);
            worked = work(session, released, read::own, rows);
            remembered = read;
            receipts.addAll(worked.receipts());
        }
        ending.of(session, new Ending.Treated(receipts, released, remembered, worked));
        return new Result(released.size(), skipped, locked.busy(), worked == null ? 0 : worked.rows());
    }

    /** Where the data of a subject stand against {@link #treat}, which has refused it alone. Changes nothing. */
    public String refusedPlace(Session session, SubjectKey key, SQLException refused) throws SQLException {
        return refusedPlace.of(session, key, refused);
    }

    /**
     * Treats subjects again that this run has treated already, after the map was mended, and commits. Whoever has come back
     * since is left alone: what the business has written of them is new.
     *
     * @return of subjects somebody else holds nothing is done; whoever has come back is skipped
     */
    public Result treatAgain(Session session, List<SubjectKey> keys) throws SQLException, ChunkLocks.WritersStillBusy {
        departure.lock(session);
        ChunkLocks.Locked locked = locks.lock(session, keys);
        List<SubjectKey> again = new ArrayList<>(locked.free());
        if (!again.isEmpty()) {
            List<SubjectKey> back = judgement.ofChunk(session).stream()
                    .filter(subject -> subject.activityAfterAnonymisation() || subject.held() || subject.never())
                    .map(Assessment::key)
                    .toList();
            locks.drop(session, back);
            again.removeAll(back);
        }
        long rows = 0;
        if (!again.isEmpty()) {
            Map<SubjectKey, TraceSet> forms = traces.ownAgain(session, again);
            traces.readAgain(session);
            Worked worked = work(session, again, () -> forms, LockedRows.UNKNOWN);
            new SignOff(plan, run, clock).again(session, worked);
            rows = worked.rows();
        }
        session.connection().commit();
        return new Result(again.size(), locked.free().size() - again.size(), locked.busy(), rows);
    }

    /** Treats the people in the chunk table, who are these. */
    private Worked work(
            Session session, List<SubjectKey> people, Supplier<Map<SubjectKey, TraceSet>> forms, LockedRows locked)
            throws SQLException {
        KeptRecords kept = keptRecords.of(session);
        Map<TableName, Long> named = files.count(session);
        Measures.Taken before = measures.before(session, locked.figures(), kept.whole());
        List<ChunkTreatment.Treated> treated =
                new ArrayList<>(treatment.apply(session, forms, people.size(), kept.whole(), locked));
        Measures.Taken after = measures.after(session, before);
        Reassignment.Moved moved = departure.move(session, people);
        treated.addAll(treatment.applyLast(session, forms, people.size(), kept.whole(), locked));
        Set<SubjectKey> removed =
                plan.subjectPlan().deletes() ? Set.copyOf(people) : departure.removeWhereNothingIsKept(session);
        Map<SubjectKey, Seen> seen = seenRows.of(
                session, session.dialect().chunkTable(plan.subject().key().typeName()), people);
        List<Receipt> receipts = people.stream()
                .map(key -> Receipt.done(
                        key, kept.until().get(key), removed.contains(key), seen.getOrDefault(key, Seen.NOTHING)))
                .toList();
        return new Worked(
                before,
                after,
                treated,
                new Worked.Departed(moved.rows(), moved.made(), kept.moving(), removed.size()),
                receipts,
                named);
    }

    /** Drops whoever no longer qualifies, with the reason. */
    private List<SubjectKey> judgeAgain(Session session, List<SubjectKey> free, List<Receipt> receipts)
            throws SQLException {
        List<SubjectKey> released = new ArrayList<>();
        List<SubjectKey> dropped = new ArrayList<>();
        Set<SubjectKey> judged = new HashSet<>();
        for (Assessment assessment : free.isEmpty() ? List.<Assessment>of() : judgement.ofChunk(session)) {
            judged.add(assessment.key());
            boolean asked = assessment.verdict() != Verdict.ARCHIVED || run.withArchived();
            if (assessment.releasable() && asked) {
                released.add(assessment.key());
            } else {
                dropped.add(assessment.key());
                receipts.add(Receipt.skipped(assessment.key(), assessment.reason()));
            }
        }
        for (SubjectKey key : free) {
            if (!judged.contains(key)) {
                dropped.add(key);
                receipts.add(Receipt.skipped(key, GONE));
            }
        }
        locks.drop(session, dropped);
        return released;
    }
}

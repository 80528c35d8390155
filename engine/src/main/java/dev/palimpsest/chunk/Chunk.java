package dev.palimpsest.chunk;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.Merges;
import dev.palimpsest.ledger.Outbox;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.Receipt;
import dev.palimpsest.ledger.Receipts;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Statistics;
import dev.palimpsest.map.HookDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Judgement;
import dev.palimpsest.survey.Moment;
import dev.palimpsest.survey.Verdict;
import dev.palimpsest.trace.Remembered;
import dev.palimpsest.trace.Traces;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One transaction of a run, the five moves: lock, judge again, remember, treat, sign off. Each subject entirely or not at
 * all.
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
    private final Departure departure;
    private final ChunkTreatment treatment;
    private final RefusedPlace refusedPlace;
    private final OwnTables own;
    private final List<String> hooks;

    public Chunk(Plan plan, RunRecord run, RunSettings settings, Traces traces, Clock clock) {
        this.plan = plan;
        this.run = run;
        this.clock = clock;
        this.traces = traces;
        this.judgement = new Judgement(plan, new Moment(today(run, plan, clock), run.cutoff(), run.activities()), true);
        this.measures = new Measures(plan, run.today());
        this.locks = new ChunkLocks(plan, run.today(), settings.writerWait(), measures::figures);
        this.departure = new Departure(plan, run.today(), measures);
        this.treatment =
                new ChunkTreatment(plan, run.today(), new Redactor(traces.fingerprinter()), measures, departure);
        this.refusedPlace = new RefusedPlace(plan, run.today(), locks, treatment, departure, traces);
        this.own = new OwnTables(plan.subject().table().name());
        this.hooks = plan.map().afterRun().stream().map(HookDeclaration::name).toList();
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

    /** Treats these subjects and commits. Whoever calls rolls back after an exception. */
    public Result treat(Session session, List<SubjectKey> keys) throws SQLException, ChunkLocks.WritersStillBusy {
        departure.lock(session);
        ChunkLocks.Locked locked = locks.lock(session, keys);
        List<Receipt> receipts = new ArrayList<>();
        locked.gone().forEach(key -> receipts.add(Receipt.skipped(key, GONE)));
        List<SubjectKey> released = judgeAgain(session, locked.free(), receipts);
        long skipped = receipts.size();
        long rows = 0;
        if (!released.isEmpty()) {
            // figures of the locks speak of everybody in the chunk
            Map<Way, List<BigDecimal>> figures = released.size() == keys.size() ? locked.figures() : Map.of();
            Remembered remembered = traces.read(session, released);
            Worked worked = work(session, released, remembered::own, figures);
            remembered.write(session);
            receipts.addAll(worked.receipts());
            writeDown(session, worked);
            writeDownMerge(session, released, worked.departed());
            rows = worked.treated().stream()
                    .mapToLong(ChunkTreatment.Treated::changed)
                    .sum();
        }
        new Receipts(own, session, run).sign(receipts, clock.instant());
        new Outbox(own, session).add(run.id().value(), hooks, released, clock.instant());
        session.connection().commit();
        return new Result(released.size(), skipped, locked.busy(), rows);
    }

    /** Where the data of a subject stand against {@link #treat}, which has refused it alone. Changes nothing. */
    public String refusedPlace(Session session, SubjectKey key, SQLException refused) throws SQLException {
        return refusedPlace.of(session, key, refused);
    }

    /**
     * Treats subjects again that this run has treated already, after the map was mended, and commits. Whoever has come back
     * since is left alone: what the business has written of them is new.
     *
     * @return subjects somebody else holds
     */
    public List<SubjectKey> treatAgain(Session session, List<SubjectKey> keys)
            throws SQLException, ChunkLocks.WritersStillBusy {
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
        if (!again.isEmpty()) {
            Map<SubjectKey, TraceSet> forms = traces.of(session, again);
            Worked worked = work(session, again, () -> forms, Map.of());
            boolean moved = plan.tables().stream().anyMatch(table -> table.retained() != null && plan.moves(table));
            new Receipts(own, session, run).amend(worked.receipts(), moved);
            writeDown(session, worked.departed());
        }
        session.connection().commit();
        return locked.busy();
    }

    /**
     * What was done to people, and what is to be written down of it.
     *
     * @param receipts one of each of the people
     */
    private record Worked(
            Measures.Taken before,
            Measures.Taken after,
            List<ChunkTreatment.Treated> treated,
            Departed departed,
            List<Receipt> receipts) {}

    /** Treats the people in the chunk table, who are these. */
    private Worked work(
            Session session,
            List<SubjectKey> people,
            Supplier<Map<SubjectKey, TraceSet>> forms,
            Map<Way, List<BigDecimal>> figures)
            throws SQLException {
        Measures.Taken before = measures.before(session, figures);
        Map<TableName, Long> movingRecords = new LinkedHashMap<>();
        Map<SubjectKey, LocalDate> keptUntil = keptUntil(session, movingRecords);
        List<ChunkTreatment.Treated> treated = new ArrayList<>(treatment.apply(session, forms, people.size()));
        Measures.Taken after = measures.after(session, before);
        Map<TableName, Long> moved = departure.move(session, people);
        treated.addAll(treatment.applyLast(session, forms, people.size()));
        Set<SubjectKey> removed =
                plan.subjectPlan().deletes() ? Set.copyOf(people) : departure.removeWhereNothingIsKept(session);
        List<Receipt> receipts = people.stream()
                .map(key -> Receipt.done(key, keptUntil.get(key), removed.contains(key)))
                .toList();
        return new Worked(before, after, treated, new Departed(moved, movingRecords, removed.size()), receipts);
    }

    /**
     * @param moved rows moved, by table
     * @param records statutory records among them and behind them, by table
     * @param removed subjects whose own rows went
     */
    private record Departed(Map<TableName, Long> moved, Map<TableName, Long> records, long removed) {}

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

    /**
     * The last day on which the law wants a record of the subject kept.
     *
     * @param moving takes how many of these records are going to lead to somebody else, by table
     */
    private Map<SubjectKey, LocalDate> keptUntil(Session session, Map<TableName, Long> moving) throws SQLException {
        Map<SubjectKey, LocalDate> latest = new HashMap<>();
        Dialect dialect = session.dialect();
        ZoneId zone = plan.map().zone();
        for (TablePlan table : plan.steps()) {
            TablePlan.Retained retained = table.retained();
            if (retained == null) {
                continue;
            }
            String day = dialect.day(
                    dialect.quote(table.name(), retained.starts().name()),
                    retained.starts().family(),
                    zone);
            Sql sql = Sql.of("select " + dialect.asText("palimpsest_way.palimpsest_key") + ", case when count(" + day
                            + ") = count(*) then max(" + day + ") end, count(*) from ")
                    .add(table.requireWay()
                            .beside(chunkOn(table, dialect), table.table(), new Sql(), dialect, run.today()))
                    .add(" where not ")
                    .add(table.unprotected(dialect, zone, run.today()))
                    .add(" group by palimpsest_way.palimpsest_key");
            session.forEach(sql, row -> {
                LocalDate newest = row.getObject(2, LocalDate.class);
                if (plan.moves(table)) {
                    moving.merge(table.name(), row.getLong(3), Long::sum);
                }
                // one record without a date is enough: it is kept until somebody dates it
                LocalDate until =
                        newest == null ? Receipt.UNDATED : retained.rule().keptUntil(newest);
                latest.merge(
                        new SubjectKey(row.getString(1)), until, (left, right) -> left.isAfter(right) ? left : right);
            });
        }
        return latest;
    }

    private Sql chunkOn(TablePlan table, Dialect dialect) {
        return table.requireWay()
                .lookedUp(dialect.chunkTable(plan.subject().key().typeName()).relation(), dialect);
    }

    /** The record of somebody whom the run merges into the shared profile, with the reason. */
    private void writeDownMerge(Session session, List<SubjectKey> people, Departed departed) throws SQLException {
        String reason = run.reason();
        if (reason == null) {
            return;
        }
        SubjectKey shared = new Profiles(plan, run.today()).shared(session).orElseThrow();
        long moved =
                departed.moved().values().stream().mapToLong(Long::longValue).sum();
        for (SubjectKey key : people) {
            new Merges(own, session).write(key, shared, reason, run.releasedBy(), clock.instant(), moved, 0);
        }
    }

    /** Adds the chunk's statistics to those of the run. */
    private void writeDown(Session session, Worked worked) throws SQLException {
        List<List<String>> columns = columns(worked.departed());
        worked.before()
                .values()
                .forEach((table, values) -> values.forEach((measure, value) -> {
                    BigDecimal now = worked.after()
                            .values()
                            .getOrDefault(table, Map.of())
                            .getOrDefault(measure, BigDecimal.ZERO);
                    add(columns, table, measure, value, now);
                }));
        Map<TableName, Map<String, long[]>> sums = new HashMap<>();
        for (ChunkTreatment.Treated each : worked.treated()) {
            long[] sum = sums.computeIfAbsent(each.table(), table -> new HashMap<>())
                    .computeIfAbsent(each.measure(), measure -> new long[2]);
            sum[0] += each.found();
            sum[1] += each.changed();
        }
        sums.forEach((table, measures) -> measures.forEach((measure, sum) ->
                add(columns, table, measure, BigDecimal.valueOf(sum[0]), BigDecimal.valueOf(sum[1]))));
        addUp(session, columns);
    }

    /** Adds what left its people now; what stays was counted when they were treated first. */
    private void writeDown(Session session, Departed departed) throws SQLException {
        List<List<String>> columns = columns(departed);
        if (!columns.getFirst().isEmpty()) {
            addUp(session, columns);
        }
    }

    private List<List<String>> columns(Departed departed) {
        List<List<String>> columns =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        departed.moved().forEach((table, rows) -> add(columns, table, Statistics.REASSIGNED, rows));
        departed.records().forEach((table, rows) -> add(columns, table, Statistics.KEPT, rows));
        if (departed.removed() > 0) {
            add(columns, plan.subject().table().name(), Statistics.REMOVED, departed.removed());
        }
        return columns;
    }

    private void addUp(Session session, List<List<String>> columns) throws SQLException {
        Sql insert = Sql.of(
                        "insert into " + own.statistic(session)
                                + " (run_id, table_name, measure, value_before, value_after)"
                                + " select ?, m.c0, m.c1, m.c2, m.c3 from ",
                        run.id().value())
                .add(session.dialect().rows(columns, List.of("text", "text", "numeric", "numeric")))
                .add(" m");
        session.update(session.dialect()
                .insertOrAdd(
                        own.name("statistic"),
                        insert,
                        List.of("run_id", "table_name", "measure"),
                        List.of("value_before", "value_after")));
    }

    private static void add(List<List<String>> columns, TableName table, String measure, long rows) {
        add(columns, table, measure, BigDecimal.valueOf(rows), BigDecimal.valueOf(rows));
    }

    private static void add(
            List<List<String>> columns, TableName table, String measure, BigDecimal before, BigDecimal after) {
        columns.get(0).add(table.toString());
        columns.get(1).add(measure);
        columns.get(2).add(before.toPlainString());
        columns.get(3).add(after.toPlainString());
    }
}

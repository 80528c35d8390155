package dev.palimpsest.run;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.receipt.Outcome;
import dev.palimpsest.receipt.OwnTables;
import dev.palimpsest.receipt.Receipt;
import dev.palimpsest.receipt.Receipts;
import dev.palimpsest.receipt.RunRecord;
import dev.palimpsest.receipt.Runs;
import dev.palimpsest.receipt.Statistics;
import dev.palimpsest.trace.Sweep;
import dev.palimpsest.trace.Traces;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Executes a run that is written down, from wherever it stands: chunks, sweep, housekeeping. The first start and every
 * {@code resume} are the same.
 */
public final class Runner {
    /** The reason of subjects whom somebody else held all the time. */
    static final String BUSY = "busy";
    /** Busy subjects are tried again in small chunks, so that one does not hold up the others. */
    private static final int BUSY_CHUNK = 50;

    private final Plan plan;
    private final RunRecord run;
    private final RunSettings settings;
    private final Traces traces;
    private final Clock clock;
    private final RunEvent.Listener listener;
    private final OwnTables tables;
    private final Chunk chunk;
    private final Brake brake;

    private long done;
    private long skipped;
    private long failed;
    private long rows;
    private long chunks;

    public Runner(
            Plan plan, RunRecord run, RunSettings settings, Traces traces, Clock clock, RunEvent.Listener listener) {
        this.plan = plan;
        this.run = run;
        this.settings = settings;
        this.traces = traces;
        this.clock = clock;
        this.listener = listener;
        this.tables = new OwnTables(plan.subject().table().name());
        this.chunk = new Chunk(plan, run, settings, traces, clock);
        this.brake = new Brake(run, settings.brakeShare());
    }

    /**
     * Works through the remaining subjects, then sweeps and clears.
     *
     * @throws PalimpsestException RUN_BUSY when another process executes this run, RUN_BRAKED when the brake stops it
     */
    public RunResult execute(SessionSource sessions) throws SQLException {
        try (Session session = sessions.open()) {
            session.connection().setAutoCommit(true);
            session.connection().setTransactionIsolation(java.sql.Connection.TRANSACTION_READ_COMMITTED);
            if (!Boolean.TRUE.equals(
                    session.first(session.dialect().trySessionLock(run.id().value()), row -> row.getBoolean(1)))) {
                throw new PalimpsestException(
                        ErrorCode.RUN_BUSY,
                        "run " + run.id() + " is being executed by another process. Wait for it, or stop it first.");
            }
            try {
                return executeLocked(session, sessions);
            } finally {
                giveBack(session);
            }
        }
    }

    private RunResult executeLocked(Session session, SessionSource sessions) throws SQLException {
        session.execute(session.dialect().dropChunkTable());
        session.execute(session.dialect().createChunkTable(plan.subject().key().typeName()));
        session.connection().setAutoCommit(false);
        treatEverybody(session);
        if (!run.planDigest().equals(plan.digest())) {
            treatAgain(session);
        }
        long statements = session.statements();
        Map<String, Long> swept = new Sweep(plan, run, traces)
                .run(sessions, table -> listener.on(new RunEvent.Sweeping(run.id(), table)));
        new Runs(tables, session).mark(run.id(), RunRecord.Status.FINISHED, clock.instant());
        session.connection().commit();
        List<String> notCleared = new Housekeeping(plan, listener).clear(session, run.id());
        listener.on(new RunEvent.Finished(run.id(), done, skipped, failed));
        return result(session, swept, notCleared, statements);
    }

    /** The connection may belong to a pool: it goes back without our lock and table. */
    private void giveBack(Session session) {
        try {
            if (!session.connection().getAutoCommit()) {
                session.connection().rollback();
                session.connection().setAutoCommit(true);
            }
            session.execute(session.dialect().dropChunkTable());
            session.execute(session.dialect().releaseSessionLock(run.id().value()));
        } catch (SQLException broken) {
            // a broken connection holds nothing any more
        }
    }

    private RunResult result(Session session, Map<String, Long> swept, List<String> notCleared, long statements)
            throws SQLException {
        Receipts receipts = new Receipts(tables, session, run);
        Statistics statistics = new Statistics(tables, session, run.id());
        return new RunResult(
                run.id(),
                run.name(),
                run.subjects(),
                done,
                skipped,
                failed,
                receipts.reasons(Outcome.SKIPPED),
                receipts.reasons(Outcome.FAILED),
                rows,
                isMerge() ? statistics.removed() : 0,
                statistics.reassigned(),
                statistics.removed(),
                swept,
                receipts.keptUntil(),
                notCleared,
                statements,
                chunks,
                List.of());
    }

    /** Whether everybody's kept rows go to one profile, and their own rows away. */
    private boolean isMerge() {
        return plan.subjectPlan().deletes()
                && plan.subject().declaration().reassign() instanceof ReassignDeclaration.Shared;
    }

    private void treatEverybody(Session session) throws SQLException {
        Map<Outcome, Long> before = new Receipts(tables, session, run).counts();
        done = before.getOrDefault(Outcome.DONE, 0L);
        skipped = before.getOrDefault(Outcome.SKIPPED, 0L);
        failed = before.getOrDefault(Outcome.FAILED, 0L);
        new Runs(tables, session).mark(run.id(), RunRecord.Status.RUNNING, clock.instant());
        session.connection().commit();
        listener.on(new RunEvent.Started(run.id(), run.subjects(), run.subjects() - done - skipped - failed));
        pass(session, settings.chunkSize());
        for (int round = 0; round < settings.busyRounds() && somebodyRemains(session); round++) {
            ChunkLocks.pause(settings.busyPause());
            pass(session, Math.min(settings.chunkSize(), BUSY_CHUNK));
        }
        skipTheBusy(session);
    }

    private void treat(Session session, List<SubjectKey> keys) throws SQLException, ChunkLocks.WritersStillBusy {
        Chunk.Result result = chunk.treat(session, keys);
        done += result.done();
        skipped += result.skipped();
        rows += result.rows();
        chunks++;
        progress();
    }

    private void fail(Session session, SubjectKey key, String reason) throws SQLException {
        sign(session, List.of(Receipt.failed(key, reason)));
        session.connection().commit();
        failed++;
        progress();
    }

    private void progress() {
        listener.on(new RunEvent.Progress(run.id(), run.subjects(), done, skipped, failed, rows));
    }

    /** The map was mended since: what it says now is done to those who were treated before, too. */
    private void treatAgain(Session session) throws SQLException {
        List<SubjectKey> busy = new ArrayList<>();
        Map<String, Integer> refused = new TreeMap<>();
        Splitter splitter = new Splitter(
                run.id(),
                settings,
                listener,
                session,
                keys -> busy.addAll(chunk.treatAgain(session, keys)),
                (key, reason) -> refused.merge(reason, 1, Integer::sum));
        Receipts receipts = new Receipts(tables, session, run);
        List<SubjectKey> next = receipts.done("", settings.chunkSize());
        while (!next.isEmpty()) {
            SubjectKey last = next.getLast();
            busy.addAll(splitter.treat(next));
            next = receipts.done(last.value(), settings.chunkSize());
        }
        session.connection().commit();
        for (int round = 1; round <= settings.busyRounds() && !busy.isEmpty(); round++) {
            listener.on(new RunEvent.Waiting(run.id(), round));
            ChunkLocks.pause(settings.busyPause());
            List<SubjectKey> left = List.copyOf(busy);
            busy.clear();
            for (int from = 0; from < left.size(); from += BUSY_CHUNK) {
                busy.addAll(splitter.treat(left.subList(from, Math.min(from + BUSY_CHUNK, left.size()))));
            }
        }
        if (!refused.isEmpty()) {
            throw new PalimpsestException(
                    ErrorCode.MENDED_MAP_REFUSED,
                    "the mended map could not be applied to treated subjects: "
                            + refused.entrySet().stream()
                                    .map(entry -> entry.getValue() + " x " + entry.getKey())
                                    .collect(Collectors.joining("; "))
                            + ". It was to all others. Mend the cause, then call 'resume' again.");
        }
        if (!busy.isEmpty()) {
            throw new PalimpsestException(
                    ErrorCode.RUN_BUSY,
                    busy.size() + " treated subjects are held by somebody else, so the mended map could not be applied"
                            + " to them. Call 'resume' again when there is less going on.");
        }
    }

    private boolean somebodyRemains(Session session) throws SQLException {
        boolean somebody = done + skipped + failed < run.subjects()
                && !new Runs(tables, session).remaining(run.id(), -1, 1).isEmpty();
        session.connection().commit();
        return somebody;
    }

    /** Once through the subjects without a receipt; busy ones keep none. */
    private void pass(Session session, int chunkSize) throws SQLException {
        Runs runs = new Runs(tables, session);
        long position = -1;
        Splitter splitter = new Splitter(
                run.id(),
                settings,
                listener,
                session,
                keys -> treat(session, keys),
                (key, reason) -> fail(session, key, reason));
        List<Runs.Frozen> next = runs.remaining(run.id(), position, chunkSize);
        session.connection().commit();
        while (!next.isEmpty() && !splitter.writersInTheWay()) {
            splitter.treat(next.stream().map(Runs.Frozen::key).toList());
            brakeIfNeeded(session, 0);
            position = next.getLast().position();
            next = runs.remaining(run.id(), position, chunkSize);
            session.connection().commit();
        }
    }

    /** @param busy subjects about to be skipped as busy */
    private void brakeIfNeeded(Session session, long busy) throws SQLException {
        try {
            brake.check(done, skipped + busy, failed, rows);
        } catch (PalimpsestException braked) {
            new Runs(tables, session).mark(run.id(), RunRecord.Status.BRAKED, clock.instant());
            session.connection().commit();
            throw braked;
        }
    }

    private void skipTheBusy(Session session) throws SQLException {
        Runs runs = new Runs(tables, session);
        brakeIfNeeded(session, run.subjects() - done - skipped - failed);
        List<Runs.Frozen> busy = done + skipped + failed < run.subjects()
                ? runs.remaining(run.id(), -1, settings.chunkSize())
                : List.of();
        while (!busy.isEmpty()) {
            sign(
                    session,
                    busy.stream()
                            .map(frozen -> Receipt.skipped(frozen.key(), BUSY))
                            .toList());
            session.connection().commit();
            skipped += busy.size();
            busy = runs.remaining(run.id(), busy.getLast().position(), settings.chunkSize());
        }
        session.connection().commit();
        progress();
    }

    /** Outside a chunk, where nothing of the business is held. */
    private void sign(Session session, List<Receipt> receipts) throws SQLException {
        session.execute(session.dialect().boundLockWaits(ChunkLocks.LOCK_WAIT_MILLIS));
        new Receipts(tables, session, run).sign(receipts, clock.instant());
    }
}

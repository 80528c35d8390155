package dev.palimpsest.run;

import dev.palimpsest.chunk.Chunk;
import dev.palimpsest.chunk.ChunkLocks;
import dev.palimpsest.chunk.ChunkTable;
import dev.palimpsest.chunk.Rounds;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.chunk.Splitter;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.ledger.Decisions;
import dev.palimpsest.ledger.Outcome;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.Receipt;
import dev.palimpsest.ledger.Receipts;
import dev.palimpsest.ledger.RunLock;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Runs;
import dev.palimpsest.ledger.Statistics;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.trace.FollowedDecisions;
import dev.palimpsest.trace.RowNames;
import dev.palimpsest.trace.Sweep;
import dev.palimpsest.trace.Traces;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import dev.palimpsest.work.KnownRuns;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Executes a run that is written down, from wherever it stands: chunks, sweep, housekeeping. The first start and every
 * {@code resume} are the same.
 */
public final class Runner implements Splitter.Listener {
    private final Plan plan;
    private final RunRecord run;
    private final RunSettings settings;
    private final Traces traces;
    private final Clock clock;
    private final RunEvent.Listener listener;
    private final Watch watch;
    private final OwnTables tables;
    private final Chunk chunk;
    private final Brake brake;

    private long done;
    private long skipped;
    /** Of these, whom nothing forbade, so that they say nothing against the preview. */
    private long released;

    private long failed;
    private long rows;
    private long treatedAgain;
    private long chunks;

    public Runner(
            Plan plan,
            RunRecord run,
            RunSettings settings,
            Traces traces,
            Clock clock,
            RunEvent.Listener listener,
            Watch watch) {
        this.plan = plan;
        this.run = run;
        this.settings = settings;
        this.traces = traces;
        this.clock = clock;
        this.listener = listener;
        this.watch = watch;
        this.tables = new OwnTables(plan.subject().table().name());
        this.chunk = new Chunk(plan, run, settings, traces, clock);
        this.brake = new Brake(run, settings.brakeShare());
    }

    /** Chunks whose subjects are read at a time. */
    private static final int CHUNKS_READ = 10;

    /** How many sessions {@link #execute} lends at most, besides the one it is given: the sweep reads and writes. */
    public static final int CONNECTIONS = 2;

    @Override
    public void waiting(int attempt) {
        listener.on(new RunEvent.Waiting(run.id(), attempt));
    }

    @Override
    public void split(int subjects) {
        listener.on(new RunEvent.Split(run.id(), subjects));
    }

    /** What is done under the run's lock before anybody is treated. Commits. */
    @FunctionalInterface
    interface First {
        void on(Session session) throws SQLException;
    }

    /** The same without anything first. */
    public RunResult execute(Session session, SessionSource others) throws SQLException {
        return execute(session, others, nothing -> {});
    }

    /**
     * Works through the remaining subjects, then sweeps and clears.
     *
     * @param session with nothing under way; holds the run's lock meanwhile
     * @param others for the sweep
     * @throws PalimpsestException RUN_BUSY when another process executes this run, RUN_BRAKED when the brake stops it,
     *     CANCELLED between two chunks or tables
     */
    RunResult execute(Session session, SessionSource others, First first) throws SQLException {
        try (RunLock lock = RunLock.take(session, run.id());
                ChunkTable table = ChunkTable.in(session, plan)) {
            return executeLocked(session, others, first);
        } catch (PalimpsestException failure) {
            throw failure.code() == ErrorCode.CANCELLED ? ended() : failure;
        } catch (SQLException failure) {
            // whoever is interrupted while it waits says so in the database's words
            if (watch.isCancelled() && ConnectionFailure.classify(failure) == ConnectionFailure.Failure.RESOURCE) {
                throw ended();
            }
            throw failure;
        }
    }

    private PalimpsestException ended() {
        return new PalimpsestException(
                ErrorCode.CANCELLED,
                "run " + run.id() + " was ended before it was done: of " + run.subjects() + " subjects " + done
                        + " were treated, " + skipped + " skipped, " + failed
                        + " failed. That stays; nothing is half done. 'resume' goes on with it.");
    }

    private RunResult executeLocked(Session session, SessionSource others, First first) throws SQLException {
        new Runs(tables, session).requireGoing(run.id());
        first.on(session);
        FollowedDecisions followed =
                new FollowedDecisions(plan, traces, others, new Decisions(tables, session, run.id()));
        followed.note();
        traces.readNamesAndTraces(session, new Runs(tables, session).frozen(run.id()));
        session.connection().commit();
        treatEverybody(session);
        Receipts receipts = new Receipts(tables, session, run);
        if (receipts.anyByAnother(plan.digest())) {
            treatAgain(session, receipts);
        }
        long statements = session.statements();
        Map<String, Long> swept = new Sweep(plan, run, traces)
                .run(others, watch, table -> listener.on(new RunEvent.Sweeping(run.id(), table)));
        followed.follow();
        new Runs(tables, session).mark(run.id(), RunRecord.Status.FINISHED, clock.instant());
        Housekeeping housekeeping = new Housekeeping(plan, listener, watch);
        housekeeping.note(session, tables, run.id());
        session.connection().commit();
        List<String> notCleared = housekeeping.clear(session, tables, run.id());
        listener.on(new RunEvent.Finished(run.id(), done, skipped, failed));
        return result(session, swept, notCleared, statements);
    }

    private RunResult result(Session session, Map<String, Long> swept, List<String> notCleared, long statements)
            throws SQLException {
        Receipts receipts = new Receipts(tables, session, run);
        Statistics statistics = new Statistics(tables, session, run.id());
        return new RunResult(
                run.id(),
                run.name(),
                RunRecord.Status.FINISHED,
                run.subjects(),
                done,
                skipped,
                failed,
                receipts.reasons(Outcome.SKIPPED),
                receipts.reasons(Outcome.FAILED),
                receipts.notDone(),
                rows,
                treatedAgain,
                isMerge() ? statistics.removed() : 0,
                statistics.reassigned(),
                statistics.removed(),
                swept,
                receipts.keptUntil(),
                notCleared,
                statistics.filesLeft(),
                statements,
                chunks,
                List.of(),
                warnings(session));
    }

    private List<String> warnings(Session session) throws SQLException {
        List<String> warnings = new ArrayList<>(KnownRuns.ofRenamed(session, plan));
        warnings.addAll(RowNames.tellOfEarlier(new Decisions(tables, session, run.id()).all()));
        return warnings;
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
        released = new Receipts(tables, session, run).reasons(Outcome.SKIPPED).getOrDefault(Receipt.RELEASED, 0L);
        new Runs(tables, session).mark(run.id(), RunRecord.Status.RUNNING, clock.instant());
        session.connection().commit();
        listener.on(new RunEvent.Started(run.id(), run.subjects(), run.subjects() - done - skipped - failed));
        pass(session, settings.chunkSize());
        for (int round = 0; round < settings.busyRounds() && somebodyRemains(session); round++) {
            look();
            ChunkLocks.pause(settings.busyPause());
            pass(session, Math.min(settings.chunkSize(), Rounds.BUSY_CHUNK));
        }
        look();
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

    /** The map was mended since. */
    private void treatAgain(Session session, Receipts receipts) throws SQLException {
        TreatAgain again = new TreatAgain(settings, watch, this);
        again.all(session, chunk, receipts, plan.digest(), done);
        treatedAgain = again.again();
        rows += again.rows();
    }

    private void look() {
        watch.at(Phase.TREAT, done + skipped + failed, run.subjects());
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
                        settings,
                        this,
                        session,
                        keys -> treat(session, keys),
                        (key, reason) -> fail(session, key, reason))
                .finding((key, refused) -> chunk.refusedPlace(session, key, refused));
        List<Runs.Frozen> next = runs.remaining(run.id(), position, CHUNKS_READ * chunkSize);
        session.connection().commit();
        while (!next.isEmpty()) {
            for (int from = 0; from < next.size() && !splitter.writersInTheWay(); from += chunkSize) {
                look();
                splitter.treat(next.subList(from, Math.min(next.size(), from + chunkSize)).stream()
                        .map(Runs.Frozen::key)
                        .toList());
                brakeIfNeeded(session, 0);
            }
            position = next.getLast().position();
            next = splitter.writersInTheWay() ? List.of() : runs.remaining(run.id(), position, CHUNKS_READ * chunkSize);
            session.connection().commit();
        }
    }

    /** @param busy subjects about to be skipped as busy */
    private void brakeIfNeeded(Session session, long busy) throws SQLException {
        try {
            brake.check(done, skipped - released + busy, failed, rows);
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
                            .map(frozen -> Receipt.skipped(frozen.key(), Rounds.BUSY))
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

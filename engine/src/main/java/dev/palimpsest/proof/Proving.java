package dev.palimpsest.proof;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.database.Session;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.Outbox;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.RunLock;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Runs;
import dev.palimpsest.ledger.Told;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.trace.Traces;
import dev.palimpsest.work.Attachment;
import dev.palimpsest.work.KnownDatabase;
import dev.palimpsest.work.KnownRuns;
import dev.palimpsest.work.Need;
import dev.palimpsest.work.Ready;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Proves a run, or shows what was proved. */
public final class Proving {
    private final Attachment at;
    private final KnownRuns known;
    private final KnownDatabase database;

    public Proving(Attachment at) {
        this.at = at;
        this.known = new KnownRuns(at);
        this.database = new KnownDatabase(at);
    }

    /**
     * See {@link Palimpsest#prove}.
     *
     * @param end a green proof ends the run: traces and key go
     */
    public ProofReport prove(Optional<RunId> id, boolean end) {
        return at.working("the proof", Need.LOOKS, Prover.connections(at.work()), ready -> {
            Session session = ready.session();
            Plan plan = ready.plan();
            RunRecord run = known.find(session, plan, id);
            if (run.status().isOver()) {
                return storedReport(session, plan, run);
            }
            Traces traces = known.traces(session, plan, run);
            ready.require(Need.READS);
            session.connection().commit();
            try (RunLock lock = RunLock.take(session, run.id())) {
                return proveLocked(ready, known.find(session, plan, Optional.of(run.id())), traces, end);
            }
        });
    }

    /** @param run read again under the lock: somebody may have gone on with it meanwhile */
    private ProofReport proveLocked(Ready ready, RunRecord run, Traces traces, boolean end) throws SQLException {
        Session session = ready.session();
        Plan plan = ready.plan();
        session.connection().commit();
        if (run.status().isOver()) {
            return storedReport(session, plan, run);
        }
        Home home = database.home(session, plan);
        Reports reports = new Reports(home);
        ProofReport report;
        try (HitFiles hits = new HitFiles(home, run.id().value())) {
            report = new Prover(plan, run, traces).prove(ready.others(), hits, at.now(), reports.head(), at.watch());
            reports.keep(report, hits);
        }
        if (end && report.green() && run.status() == RunRecord.Status.FINISHED) {
            traces.drop(session);
            new Runs(Attachment.own(plan), session).mark(run.id(), RunRecord.Status.PROVED, at.now());
            session.connection().commit();
            home.forgetKey(run.id().value());
            KnownDatabase.proved(home, run.id());
        }
        return report;
    }

    /** The report of the proof, and what other systems have confirmed since. */
    private ProofReport storedReport(Session session, Plan plan, RunRecord run) throws SQLException {
        if (run.status() == RunRecord.Status.CLOSED) {
            throw new PalimpsestException(
                    ErrorCode.RUN_KEY_LOST,
                    "run " + run.id()
                            + " was closed without a proof, since its key was lost or it had treated nobody: nothing is left to do"
                            + " with it."
                            + " Whom it has treated stays treated; a new preview takes up whoever was released.");
        }
        Home home = database.home(session, plan);
        home.forgetKey(run.id().value());
        Reports reports = new Reports(home);
        ProofReport stored = reports.stored(run.id())
                .orElseThrow(() -> new PalimpsestException(
                        ErrorCode.RUN_KEY_LOST,
                        "run " + run.id() + " was proved, and nothing is left to do with it. Its report is not in "
                                + at.home().directory() + "; name the home it was proved in to see it."));
        List<Told> told =
                new Outbox(Attachment.own(plan), session).told(run.id().value());
        if (told.equals(stored.told())) {
            return stored;
        }
        ProofReport renewed = stored.with(told, reports.head());
        reports.keep(renewed);
        return renewed;
    }
}

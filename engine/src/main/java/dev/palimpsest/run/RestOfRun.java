package dev.palimpsest.run;

import dev.palimpsest.database.Session;
import dev.palimpsest.ledger.Acts;
import dev.palimpsest.ledger.Outcome;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.Receipt;
import dev.palimpsest.ledger.Receipts;
import dev.palimpsest.ledger.RunLock;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Runs;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.trace.Traces;
import dev.palimpsest.work.Attachment;
import java.sql.SQLException;
import java.util.List;

/**
 * Those whom an interrupted run has not reached yet: what was confirmed for them, what is confirmed instead, or that they are
 * released.
 */
final class RestOfRun {
    private static final int PAGE = 1_000;

    private final Attachment at;
    private final Plan plan;
    private final RunRecord run;
    private final OwnTables tables;

    RestOfRun(Attachment at, Plan plan, RunRecord run) {
        this.at = at;
        this.plan = plan;
        this.run = run;
        this.tables = Attachment.own(plan);
    }

    /**
     * The run as it goes on.
     *
     * @throws PalimpsestException RUN_CHANGED when somebody remains and something else would become of them than was
     *     confirmed, PREVIEW_NOT_CONFIRMED when yet something else was confirmed instead
     */
    RunRecord agreed(Session session, Rest rest) throws SQLException {
        if (rest instanceof Rest.ByThisMap other && !other.planDigest().equals(plan.digest())) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_NOT_CONFIRMED,
                    "what was confirmed for those who remain of run " + run.id()
                            + " is not what this map does in these tables, so nothing is changed. Its digest is "
                            + plan.digest() + ".");
        }
        boolean asConfirmed = run.planDigest().equals(plan.digest());
        if (asConfirmed
                || rest instanceof Rest.Released
                || new Runs(tables, session).remaining(run.id(), -1, 1).isEmpty()) {
            return run;
        }
        if (rest instanceof Rest.AsConfirmed) {
            throw changed(session);
        }
        return run.by(plan.map().digest(), plan.digest());
    }

    private PalimpsestException changed(Session session) throws SQLException {
        long reached = new Receipts(tables, session, run)
                .counts().values().stream().mapToLong(Long::longValue).sum();
        boolean otherMap = !run.mapDigest().equals(plan.map().digest());
        return new PalimpsestException(
                ErrorCode.RUN_CHANGED,
                "run " + run.id() + " has not reached " + (run.subjects() - reached)
                        + " of its people, and since it was confirmed "
                        + (otherMap ? "the map was changed" : "a mapped or linked table was changed")
                        + ". Nothing is done. Look with 'preview' at what would become of them now. Then confirm that they are"
                        + " treated so, by the digest " + plan.digest()
                        + "; or close the run: it is swept and proved for those it has treated, and the others are released for"
                        + " another one. With the map and the tables of its preview it simply goes on.");
    }

    /** What is done under the run's lock before anybody is treated. Commits. */
    void settle(Session session, Rest rest, String id) throws SQLException {
        switch (rest) {
            case Rest.AsConfirmed() -> {
                // nothing is to be settled
            }
            case Rest.ByThisMap(String digest, String by) -> confirm(session, id, by);
            case Rest.Released(boolean withoutProof, String by) -> release(session, id, by);
        }
    }

    private void confirm(Session session, String id, String by) throws SQLException {
        Runs runs = new Runs(tables, session);
        List<Runs.Frozen> next = runs.remaining(run.id(), -1, PAGE);
        while (!next.isEmpty()) {
            new Acts(tables, session).write(id, Acts.CONFIRM, keys(next), by, at.now());
            next = runs.remaining(run.id(), next.getLast().position(), PAGE);
        }
        runs.planned(run);
        session.connection().commit();
    }

    private void release(Session session, String id, String by) throws SQLException {
        Runs runs = new Runs(tables, session);
        List<Runs.Frozen> next = runs.remaining(run.id(), -1, PAGE);
        while (!next.isEmpty()) {
            List<SubjectKey> keys = keys(next);
            new Receipts(tables, session, run)
                    .sign(
                            keys.stream()
                                    .map(key -> Receipt.skipped(key, Receipt.RELEASED))
                                    .toList(),
                            at.now());
            new Acts(tables, session).write(id, Acts.RELEASE, keys, by, at.now());
            session.connection().commit();
            next = runs.remaining(run.id(), next.getLast().position(), PAGE);
        }
    }

    private static List<SubjectKey> keys(List<Runs.Frozen> page) {
        return page.stream().map(Runs.Frozen::key).toList();
    }

    /**
     * Ends a run of which there is nothing to prove: its key is lost for good, so that what was remembered of its people can never
     * be looked for; or it has treated nobody.
     *
     * @return false when there is something to prove; nothing is done then
     */
    boolean closeWithoutProof(Session session, Rest.Released rest, String id) throws SQLException {
        try (RunLock lock = RunLock.take(session, run.id())) {
            new Runs(tables, session).requireGoing(run.id());
            if (!rest.withoutProof()
                    && new Receipts(tables, session, run).counts().getOrDefault(Outcome.DONE, 0L) > 0) {
                return false;
            }
            release(session, id, rest.by());
            Traces.drop(session, tables, run.id());
            new Runs(tables, session).mark(run.id(), RunRecord.Status.CLOSED, at.now());
            session.connection().commit();
            return true;
        }
    }
}

package dev.palimpsest.ledger;

import dev.palimpsest.database.Session;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;

/** Nobody else executes, closes or proves a run meanwhile. Held by the session, across its transactions. */
public final class RunLock implements AutoCloseable {
    private final Session session;
    private final RunId run;

    private RunLock(Session session, RunId run) {
        this.session = session;
        this.run = run;
    }

    /**
     * Takes it, and ends the transaction under way by a commit.
     *
     * @throws PalimpsestException RUN_BUSY when another process holds it
     */
    public static RunLock take(Session session, RunId run) throws SQLException {
        boolean free = Boolean.TRUE.equals(
                session.first(session.dialect().trySessionLock(run.value()), row -> row.getBoolean(1)));
        session.connection().commit();
        if (!free) {
            throw new PalimpsestException(
                    ErrorCode.RUN_BUSY,
                    "run " + run + " is being executed or proved by another process. Wait for it, or stop it first.");
        }
        return new RunLock(session, run);
    }

    /** What is not committed is undone. The connection may belong to a pool: it goes back without our lock. */
    @Override
    public void close() {
        try {
            session.connection().rollback();
            session.execute(session.dialect().releaseSessionLock(run.value()));
            session.connection().commit();
        } catch (SQLException broken) {
            // a broken connection holds nothing any more
        }
    }
}

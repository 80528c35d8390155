package dev.palimpsest.chunk;

import dev.palimpsest.database.Session;
import dev.palimpsest.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;

/** The temporary table of the keys of a chunk, as long as a verb works with it; the session is in a transaction afterwards, too. */
public final class ChunkTable implements AutoCloseable {
    private final Session session;

    private ChunkTable(Session session) {
        this.session = session;
    }

    /** @param session in transactions of its caller's making, with nothing under way */
    public static ChunkTable in(Session session, Plan plan) throws SQLException {
        session.connection().rollback();
        session.connection().setAutoCommit(true);
        session.connection().setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        session.execute(session.dialect().dropChunkTable());
        session.execute(session.dialect().createChunkTable(plan.subject().key().typeName()));
        session.connection().setAutoCommit(false);
        return new ChunkTable(session);
    }

    /** The session goes back without our table, and what was not committed is undone. */
    @Override
    public void close() {
        try {
            if (!session.connection().getAutoCommit()) {
                session.connection().rollback();
                session.connection().setAutoCommit(true);
            }
            session.execute(session.dialect().dropChunkTable());
            session.connection().setAutoCommit(false);
        } catch (SQLException broken) {
            // a broken connection holds nothing any more
        }
    }
}

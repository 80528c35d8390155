package dev.palimpsest.act;

import dev.palimpsest.chunk.ChunkLocks;
import dev.palimpsest.chunk.ChunkTable;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.ledger.Hold;
import dev.palimpsest.ledger.Holds;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Judgement;
import dev.palimpsest.survey.Moment;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Places legal holds, all or none. Every subject's row is locked first, as a chunk of a run locks it: a run that is treating
 * one of them is waited for, and told apart from one that comes too late.
 */
public final class HoldPlacing {
    private static final int KEYS_SHOWN = 10;

    private final Plan plan;
    private final RunSettings settings;
    private final OwnTables own;
    private final Judgement judgement;

    public HoldPlacing(Plan plan, Moment moment, RunSettings settings) {
        this.plan = plan;
        this.settings = settings;
        this.own = new OwnTables(plan.subject().table().name());
        this.judgement = new Judgement(plan, moment, true);
    }

    /**
     * Places the holds and commits.
     *
     * @throws PalimpsestException HOLD_TOO_LATE when one of them was anonymised already, HOLD_BUSY when somebody else holds
     *     one of the rows all the time, HOLD_UNKNOWN_SUBJECT when a row is not there; none was placed then
     */
    public void place(Session session, List<Hold> holds) throws SQLException {
        List<SubjectKey> keys = holds.stream().map(Hold::key).distinct().toList();
        try (ChunkTable table = ChunkTable.in(session, plan)) {
            for (int round = 0; !lockAll(session, keys); round++) {
                session.connection().rollback();
                if (round == settings.busyRounds()) {
                    throw new PalimpsestException(
                            ErrorCode.HOLD_BUSY,
                            "somebody else is working on one of these records, perhaps a run, so no hold was placed."
                                    + " Try again.");
                }
                ChunkLocks.pause(settings.busyPause());
            }
            refuseTooLate(session, keys);
            new Holds(own, session).place(holds);
            session.connection().commit();
        }
    }

    private boolean lockAll(Session session, List<SubjectKey> keys) throws SQLException {
        Dialect dialect = session.dialect();
        String type = plan.subject().key().typeName();
        try {
            session.execute(dialect.boundLockWaits(ChunkLocks.LOCK_WAIT_MILLIS));
            session.execute(dialect.fillChunkTable(keys, type));
            return session.list(
                                    dialect.lockSubjects(
                                            plan.subject().table().name(),
                                            plan.subject().key().name(),
                                            type),
                                    row -> row.getString(1))
                            .size()
                    == keys.size();
        } catch (SQLException failure) {
            if (ConnectionFailure.classify(failure) == ConnectionFailure.Failure.RETRY) {
                return false;
            }
            throw failure;
        }
    }

    private void refuseTooLate(Session session, List<SubjectKey> keys) throws SQLException {
        List<SubjectKey> late = judgement.ofChunk(session).stream()
                .filter(assessment -> assessment.state().isTreated())
                .map(Assessment::key)
                .toList();
        if (!late.isEmpty()) {
            throw new PalimpsestException(
                    ErrorCode.HOLD_TOO_LATE,
                    late.size() + " of the " + keys.size()
                            + " were anonymised already, so there is nothing left to hold, and no hold was placed: "
                            + late.stream()
                                    .limit(KEYS_SHOWN)
                                    .map(SubjectKey::value)
                                    .collect(Collectors.joining(", "))
                            + (late.size() > KEYS_SHOWN ? ", ..." : "") + ". Leave them out.");
        }
    }
}

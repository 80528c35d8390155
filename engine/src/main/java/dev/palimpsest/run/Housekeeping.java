package dev.palimpsest.run;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Clears old values from where they live on: stored views, dead rows, the planner's statistics. What the rights do not
 * allow is reported, not forced.
 */
final class Housekeeping {
    /** Whoever waits to refresh a stored view keeps its next readers waiting, too. */
    private static final int LOCK_WAIT_MILLIS = 1_000;

    private final Plan plan;
    private final RunEvent.Listener listener;
    private final Watch watch;

    Housekeeping(Plan plan, RunEvent.Listener listener, Watch watch) {
        this.watch = watch;
        this.plan = plan;
        this.listener = listener;
    }

    /** @return what could not be cleared, and who could do it */
    List<String> clear(Session session, RunId run) throws SQLException {
        session.connection().setAutoCommit(true);
        session.execute(session.dialect().boundSessionLockWaits(LOCK_WAIT_MILLIS));
        List<String> left = new ArrayList<>();
        List<TableName> views = views();
        List<TableName> treated = treated();
        long total = views.size() + treated.size();
        long cleared = 0;
        for (TableName view : views) {
            watch.at(Phase.CLEAR, cleared++, total);
            listener.on(new RunEvent.Housekeeping(run, view));
            attempt(session, session.dialect().refresh(view), view, "refreshed", left);
        }
        for (TableName table : treated) {
            watch.at(Phase.CLEAR, cleared++, total);
            listener.on(new RunEvent.Housekeeping(run, table));
            for (Sql sql : session.dialect().vacuum(table)) {
                attempt(session, sql, table, "vacuumed", left);
            }
        }
        session.execute(session.dialect().resetSessionLockWaits());
        return left;
    }

    private List<TableName> views() {
        return plan.schema().tables().stream()
                .filter(table -> table.kind() == Table.Kind.MATERIALISED_VIEW)
                .map(Table::name)
                .toList();
    }

    private List<TableName> treated() {
        return plan.tables().stream()
                .filter(table -> table.treatsRows()
                        || !table.severed().isEmpty()
                        || !table.swept().isEmpty())
                .map(TablePlan::name)
                .toList();
    }

    private static void attempt(Session session, Sql sql, TableName table, String verb, List<String> left)
            throws SQLException {
        try {
            if (session.execute(sql)) {
                left.add(table + " was not " + verb + ": the user has no right to; its owner can do it.");
            }
        } catch (SQLException refused) {
            if (ConnectionFailure.classify(refused) == ConnectionFailure.Failure.LOST) {
                throw refused;
            }
            boolean held = ConnectionFailure.classify(refused) == ConnectionFailure.Failure.RETRY;
            left.add(table + " could not be " + verb + " (" + ConnectionFailure.refusal(refused) + "); "
                    + (held ? "somebody else uses it, call 'resume' later." : "its owner can do it."));
        }
    }
}

package dev.palimpsest.run;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.Decisions;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.Uncleared;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

    /** Notes what is to be cleared. Stands in the transaction that ends the run, so that nothing is forgotten when it stops here. */
    void note(Session session, OwnTables tables, RunId run) throws SQLException {
        new Uncleared(tables, session, run)
                .note(treated(session, tables, run).stream()
                        .flatMap(table -> parts(table).stream())
                        .toList());
    }

    /** The tables in which the rows lie. */
    private List<TableName> parts(TableName table) {
        return Uncleared.parts(plan.schema().require(table));
    }

    /** @return what could not be cleared, and who could do it by which statement */
    List<String> clear(Session session, OwnTables tables, RunId run) throws SQLException {
        session.connection().setAutoCommit(true);
        session.execute(session.dialect().boundSessionLockWaits(LOCK_WAIT_MILLIS));
        Uncleared uncleared = new Uncleared(tables, session, run);
        List<String> left = new ArrayList<>();
        List<TableName> owed = new ArrayList<>();
        List<TableName> views = views();
        List<TableName> treated = treated(session, tables, run);
        long total = views.size() + treated.size();
        long cleared = 0;
        for (TableName view : views) {
            watch.at(Phase.CLEAR, cleared++, total);
            listener.on(new RunEvent.Housekeeping(run, view));
            Sql refresh = session.dialect().refresh(view);
            if (attempt(session, refresh, view, "refreshed", " Its owner has to give: " + refresh.text() + ";", left)) {
                vacuum(session, view, left, owed);
            }
        }
        for (TableName table : treated) {
            watch.at(Phase.CLEAR, cleared++, total);
            listener.on(new RunEvent.Housekeeping(run, table));
            if (vacuum(session, table, left, owed)) {
                for (TableName part : parts(table)) {
                    uncleared.cleared(part);
                }
            }
        }
        if (!owed.isEmpty()) {
            left.add("Their owner or an administrator has to give: "
                    + session.dialect().ownerClears(session, owed));
        }
        session.execute(session.dialect().resetSessionLockWaits());
        return left;
    }

    /** @param owed gets the table, if it was not cleared */
    private static boolean vacuum(Session session, TableName table, List<String> left, List<TableName> owed)
            throws SQLException {
        for (Sql sql : session.dialect().vacuum(session, table)) {
            if (!attempt(session, sql, table, "vacuumed and analysed", "", left)) {
                owed.add(table);
                return false;
            }
        }
        return true;
    }

    private List<TableName> views() {
        return plan.schema().tables().stream()
                .filter(table -> table.kind() == Table.Kind.MATERIALISED_VIEW)
                .map(Table::name)
                .toList();
    }

    /** By the map, and single texts by decision. */
    private List<TableName> treated(Session session, OwnTables tables, RunId run) throws SQLException {
        Stream<TableName> ofTheMap = plan.tables().stream()
                .filter(table -> table.treatsRows()
                        || !table.severed().isEmpty()
                        || !table.swept().isEmpty())
                .map(TablePlan::name);
        return Stream.concat(ofTheMap, decided(plan, session, tables, run))
                .distinct()
                .toList();
    }

    private static Stream<TableName> decided(Plan plan, Session session, OwnTables tables, RunId run)
            throws SQLException {
        Set<String> names = new Decisions(tables, session, run).treatedTables();
        return plan.schema().tables().stream().map(Table::name).filter(name -> names.contains(name.toString()));
    }

    /**
     * @param advice who else can do it
     * @return whether it was done
     */
    private static boolean attempt(
            Session session, Sql sql, TableName table, String verb, String advice, List<String> left)
            throws SQLException {
        try {
            boolean warned = session.execute(sql);
            if (warned) {
                left.add(table + " was not " + verb + ": the user has no right to." + advice);
            }
            return !warned;
        } catch (SQLException refused) {
            if (ConnectionFailure.classify(refused) == ConnectionFailure.Failure.LOST) {
                throw refused;
            }
            boolean held = ConnectionFailure.classify(refused) == ConnectionFailure.Failure.RETRY;
            left.add(table + " could not be " + verb + " (" + ConnectionFailure.refusal(refused) + ")."
                    + (held ? " Somebody else uses it: call 'resume' later." : advice));
            return false;
        }
    }
}

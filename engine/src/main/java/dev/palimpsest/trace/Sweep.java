package dev.palimpsest.trace;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Strikes treated subjects' identifiers in the columns of other records that the map marks {@code redact: anywhere}. What a
 * living subject bears, too, stays. Can be repeated: it strikes what is found, and nothing when nothing is.
 */
public final class Sweep {
    /** A trigger may copy a text while it is struck, and a row may be busy: then it is found in the next round. */
    private static final int ROUNDS = 5;

    /** Hits struck at a time, in one transaction. */
    private static final int BATCH = 1_000;

    private static final Duration PAUSE_FOR_HOLDERS = Duration.ofMillis(200);

    private final Plan plan;
    private final RunRecord run;
    private final Traces traces;

    /** Somebody held a text that is to be struck. */
    private boolean held;

    public Sweep(Plan plan, RunRecord run, Traces traces) {
        this.plan = plan;
        this.run = run;
        this.traces = traces;
    }

    /** Is told before a table is read. */
    @FunctionalInterface
    public interface Listener {
        void sweeping(TableName table);
    }

    /**
     * Strikes.
     *
     * @param sessions lends two
     * @return texts struck, by {@code table.column}
     * @throws PalimpsestException CANCELLED between two tables or pages of texts
     */
    public Map<String, Long> run(SessionSource sessions, Watch watch, Listener listener) throws SQLException {
        Map<String, Long> struck = new LinkedHashMap<>();
        Decided decided = decided(sessions);
        List<SweptTable> swept = swept(decided);
        if (swept.isEmpty()) {
            return struck;
        }
        try (Session reading = sessions.open();
                Session writing = sessions.open()) {
            reading.between(watch::look);
            writing.connection().setAutoCommit(false);
            Classifier classifier = Classifier.of(plan, run, traces, traces.all(writing), writing);
            TraceSet all = classifier.searched();
            writing.connection().commit();
            TableScan scan = new TableScan(plan, traces.fingerprinter(), all, decided, BATCH);
            long before = -1;
            for (int round = 0; round < ROUNDS && (held || before != total(struck)); round++) {
                if (held) {
                    pause();
                }
                held = false;
                before = total(struck);
                long read = 0;
                for (SweptTable table : swept) {
                    watch.at(Phase.SWEEP, read++, swept.size());
                    listener.sweeping(table.table().name());
                    Strike strike = new Strike(writing, table, all, traces.fingerprinter(), classifier, struck);
                    for (Table partition : plan.schema().leaves(table.table())) {
                        table.read(scan, reading, partition == table.table() ? null : partition, strike::hits);
                    }
                    held |= strike.held();
                }
            }
        }
        return struck;
    }

    private Decided decided(SessionSource sessions) throws SQLException {
        try (Session session = sessions.open()) {
            session.connection().setAutoCommit(false);
            Decided decided = traces.decided(session).sparing();
            session.connection().rollback();
            return decided;
        }
    }

    /** Single rows that somebody has decided to be treated people's, as long as they have their name; then what the map sweeps. */
    private List<SweptTable> swept(Decided decided) {
        List<SweptTable> swept = new ArrayList<>();
        decided.all(Decision.Verdict.TREAT)
                .forEach((name, decisions) -> plan.schema().tables().stream()
                        .filter(table -> table.name().toString().equals(name))
                        .forEach(table -> swept.add(SweptTable.ofDecisions(table, decisions, plan))));
        for (TablePlan table : plan.tables()) {
            if (!table.swept().isEmpty()) {
                swept.add(SweptTable.ofTheMap(table, decided));
            }
        }
        return swept;
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PAUSE_FOR_HOLDERS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", "57014", interrupted);
        }
    }

    private static long total(Map<String, Long> struck) {
        return struck.values().stream().mapToLong(Long::longValue).sum();
    }
}

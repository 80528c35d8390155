package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.Scanner;
import dev.palimpsest.identity.TraceSet;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    private static final int LOCK_WAIT_MILLIS = 500;

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
        long swept =
                plan.tables().stream().filter(table -> !table.swept().isEmpty()).count();
        if (swept == 0) {
            return struck;
        }
        try (Session reading = sessions.open();
                Session writing = sessions.open()) {
            reading.between(watch::look);
            writing.connection().setAutoCommit(false);
            Classifier classifier = Classifier.of(plan, run, traces, traces.all(writing), writing);
            TraceSet all = classifier.searched();
            writing.connection().commit();
            TableScan scan = new TableScan(new Scanner(traces.fingerprinter()), all, new OwnerColumns(plan), BATCH);
            long before = -1;
            for (int round = 0; round < ROUNDS && (held || before != total(struck)); round++) {
                if (held) {
                    pause();
                }
                held = false;
                before = total(struck);
                long read = 0;
                for (TablePlan table : plan.tables()) {
                    if (!table.swept().isEmpty()) {
                        watch.at(Phase.SWEEP, read++, swept);
                        listener.sweeping(table.name());
                        Strike strike = new Strike(writing, table, all, classifier, struck);
                        for (Table partition : partitionsOf(table.table())) {
                            scan.read(
                                    reading,
                                    table.table(),
                                    partition == table.table() ? null : partition,
                                    List.copyOf(table.swept().keySet()),
                                    strike::hits);
                        }
                    }
                }
            }
        }
        return struck;
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

    /** The table itself, or its leaf partitions. */
    private List<Table> partitionsOf(Table table) {
        if (table.kind() != Table.Kind.PARTITIONED) {
            return List.of(table);
        }
        return table.partitions().stream()
                .map(plan.schema()::require)
                .filter(partition -> partition.partitions().isEmpty())
                .toList();
    }

    /** Strikes the hits of one table, one transaction per batch. */
    private final class Strike {
        private final Session session;
        private final TablePlan table;
        private final Classifier classifier;
        private final Map<String, Long> struck;
        private final SweptTexts texts;

        Strike(Session session, TablePlan table, TraceSet all, Classifier classifier, Map<String, Long> struck) {
            this.session = session;
            this.table = table;
            this.texts = new SweptTexts(table, all, new Redactor(traces.fingerprinter()));
            this.classifier = classifier;
            this.struck = struck;
        }

        void hits(List<Hit> hits) throws SQLException {
            Map<String, SweptRow> rows = new LinkedHashMap<>();
            for (Classifier.Classified classified : classifier.classify(session, hits)) {
                Hit hit = classified.hit();
                if (classified.hitClass() == HitClass.RESIDUAL) {
                    rows.computeIfAbsent(hit.locator().row(), row -> new SweptRow())
                            .add(hit);
                }
            }
            Table partition = hits.getFirst().locator().partition();
            TableName name = partition == null ? table.name() : partition.name();
            try {
                Map<Column, Long> changed = rows.isEmpty() ? Map.of() : strike(name, rows);
                session.connection().commit();
                changed.forEach((column, texts) -> struck.merge(table.name() + "." + column.name(), texts, Long::sum));
            } catch (SQLException failure) {
                session.connection().rollback();
                switch (ConnectionFailure.classify(failure)) {
                    case RETRY -> held = true;
                    case DATA -> oneByOne(hits);
                    case LOST, RIGHTS, RESOURCE, OTHER -> throw failure;
                }
            } catch (PalimpsestException unexpected) {
                session.connection().rollback();
                oneByOne(hits);
            }
        }

        /** A constraint or trigger stands in the way of one text: the others are struck, the proof reports that one. */
        private void oneByOne(List<Hit> hits) throws SQLException {
            Map<String, List<Hit>> byRow = new LinkedHashMap<>();
            hits.forEach(hit -> byRow.computeIfAbsent(hit.locator().row(), row -> new ArrayList<>())
                    .add(hit));
            if (byRow.size() > 1) {
                for (List<Hit> row : byRow.values()) {
                    hits(row);
                }
            }
        }

        /** @return texts changed, by column */
        private Map<Column, Long> strike(TableName name, Map<String, SweptRow> rows) throws SQLException {
            Dialect dialect = session.dialect();
            Map<List<Column>, Change> changes = new LinkedHashMap<>();
            session.execute(dialect.boundLockWaits(LOCK_WAIT_MILLIS));
            Set<String> free = texts.read(
                    session,
                    name,
                    rows,
                    dialect.lockingFree(),
                    SweptTexts.Before.AS_THEY_ARE,
                    (place, columns, before, struck) -> keep(place, columns, struck, changes));
            held |= !free.containsAll(rows.keySet());
            Map<Column, Long> changed = new LinkedHashMap<>();
            if (!changes.isEmpty()) {
                session.execute(dialect.boundLockWaitsOfHolder(LOCK_WAIT_MILLIS));
            }
            for (Map.Entry<List<Column>, Change> change : changes.entrySet()) {
                TextChange.write(
                        session,
                        table.table(),
                        name,
                        change.getKey(),
                        change.getValue().places(),
                        change.getValue().texts());
                change.getKey()
                        .forEach(column -> changed.merge(
                                column, (long) change.getValue().places().size(), Long::sum));
            }
            return changed;
        }

        /** Puts the new texts of a row to those of other rows in which the same columns change. */
        private static void keep(
                String place, List<Column> columns, List<@Nullable String> struck, Map<List<Column>, Change> changes) {
            List<Column> changed = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                String text = struck.get(i);
                if (text != null) {
                    changed.add(columns.get(i));
                    texts.add(text);
                }
            }
            if (changed.isEmpty()) {
                return;
            }
            Change change = changes.computeIfAbsent(changed, Change::ofColumns);
            change.places().add(place);
            for (int i = 0; i < texts.size(); i++) {
                change.texts().get(i).add(texts.get(i));
            }
        }
    }

    /**
     * New texts of rows in which the same columns change.
     *
     * @param texts for each column those of the rows
     */
    private record Change(List<String> places, List<List<String>> texts) {
        static Change ofColumns(List<Column> columns) {
            List<List<String>> texts = new ArrayList<>();
            columns.forEach(column -> texts.add(new ArrayList<>()));
            return new Change(new ArrayList<>(), texts);
        }
    }
}

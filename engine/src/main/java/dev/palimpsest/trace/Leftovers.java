package dev.palimpsest.trace;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.database.Waiting;
import dev.palimpsest.identity.Scanner;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Progress;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads every text column of every table, mapped or not, and reports where a treated subject is found again. Changes
 * nothing.
 */
public final class Leftovers {
    /** One reads tables, the other asks whose what was found is. */
    public static final int SESSIONS_OF_A_READER = 2;
    /** Hits classified at a time: many, since most of them need no statement. */
    private static final int BATCH = 10_000;

    private final Plan plan;
    private final RunRecord run;
    private final Traces traces;

    public Leftovers(Plan plan, RunRecord run, Traces traces) {
        this.plan = plan;
        this.run = run;
        this.traces = traces;
    }

    /** Hits of one kind and class in one column. */
    public record Place(TableName table, String column, IdentifierKind kind, HitClass hitClass)
            implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int order = table.compareTo(other.table);
            order = order != 0 ? order : column.compareTo(other.column);
            order = order != 0 ? order : kind.compareTo(other.kind);
            return order != 0 ? order : hitClass.compareTo(other.hitClass);
        }
    }

    /**
     * What was found.
     *
     * @param places how often what was found where, all classes
     * @param tables tables and materialised views read
     * @param notRead tables that could not be read; the proof cannot be green while there are any
     * @param leftOut columns of plain numbers and bytes in which nothing that is looked for can stand, embeddings, and statistics
     *     that may not be read, with the reason
     * @param fingerprints how many forms were looked for
     * @param byOthers what somebody under {@code others} bears, too
     */
    public record Found(
            Map<Place, Long> places,
            int tables,
            long rows,
            long bytes,
            List<String> notRead,
            List<String> leftOut,
            long fingerprints,
            List<BorneByOthers> byOthers) {

        /** Tables of whose statistics the owner has to make new ones. */
        public List<TableName> withOldStatistics() {
            return places.keySet().stream()
                    .filter(place -> place.hitClass() == HitClass.RESIDUAL
                            && place.column().endsWith(OldValues.IN_STATISTICS))
                    .map(Place::table)
                    .distinct()
                    .toList();
        }

        public long count(HitClass hitClass) {
            return places.entrySet().stream()
                    .filter(place -> place.getKey().hitClass() == hitClass)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    /** One table or partition to read. */
    record Reading(Table shown, @Nullable Table partition) {}

    /** What is known before rows are read. */
    private record Told(Classifier classifier, Decided decided) {}

    /** What is looked at in a session of its own while tables are read. */
    @FunctionalInterface
    public interface Beside {
        /** @param all everything that is looked for */
        void look(Session session, TraceSet all) throws SQLException;
    }

    /** Takes everything that is found, as it is found; several threads do. */
    @FunctionalInterface
    public interface Taker {
        void take(List<Leftover> found);
    }

    /**
     * Searches, by several readers at a time.
     *
     * @param taker is given every hit of every class
     * @param beside done by the first reader that is free, before it reads
     */
    public Found search(SessionSource sessions, Watch watch, Taker taker, Beside beside) throws SQLException {
        int readers = Math.max(1, sessions.size() / SESSIONS_OF_A_READER);
        TraceSet all = looking(sessions, watch, traces::all);
        Queue<Reading> work = new ConcurrentLinkedQueue<>(readings(plan));
        Progress progress = new Progress(watch, Phase.SEARCH, work.size());
        Tally tally = new Tally(taker);
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        try {
            List<Future<?>> running = new ArrayList<>();
            // handed out in this order, so that what a reader waits for has always begun
            Future<Told> classifier = threads.submit(() -> looking(sessions, watch, session -> {
                Classifier known = Classifier.of(plan, run, traces, all, session);
                tally.add(OldValues.read(session, plan, new Scanner(traces.fingerprinter()), known.searched()));
                return new Told(known, traces.decided(session));
            }));
            running.add(classifier);
            running.add(threads.submit(() -> looking(sessions, watch, session -> {
                beside.look(session, all);
                return true;
            })));
            for (int i = 0; i < readers; i++) {
                running.add(threads.submit(() -> {
                    read(sessions, work, all, classifier, tally, watch, progress);
                    return true;
                }));
            }
            Waiting.forAll(running);
            Classifier told = Waiting.forOne(classifier).classifier();
            tally.addOldValues(told);
            return tally.found(all.size(), told.borneByOthers());
        } finally {
            threads.shutdownNow();
        }
    }

    /** What is asked in one transaction, which changes nothing. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Session session) throws SQLException;
    }

    private static <T> T looking(SessionSource sessions, Watch watch, Question<T> question) throws SQLException {
        try (Session session = sessions.open()) {
            session.between(watch::look);
            session.connection().setAutoCommit(false);
            T answer = question.ask(session);
            session.connection().rollback();
            return answer;
        }
    }

    /** Everything in which somebody may stand. */
    static List<Reading> readings(Plan plan) {
        List<Reading> readings = new ArrayList<>();
        for (Table table : plan.schema().tables()) {
            switch (table.kind()) {
                case TABLE, MATERIALISED_VIEW -> readings.add(new Reading(table, null));
                case PARTITIONED ->
                    plan.schema().leaves(table).forEach(partition -> readings.add(new Reading(table, partition)));
                case PARTITION, VIEW, FOREIGN -> {
                    // read with its parent; computed from tables that are read; lies in another system
                }
            }
        }
        return readings;
    }

    private void read(
            SessionSource sessions,
            Queue<Reading> work,
            TraceSet all,
            Future<Told> known,
            Tally tally,
            Watch watch,
            Progress progress)
            throws SQLException {
        // known before a table is opened: a database may give up a reader that stands still in the middle of one
        Told decided = Waiting.forOne(known);
        Classifier told = decided.classifier();
        try (Session reading = sessions.open();
                Session asking = sessions.open()) {
            TableScan scan = new TableScan(plan, traces.fingerprinter(), told.searched(), decided.decided(), BATCH);
            Reading next = work.poll();
            reading.between(watch::look);
            while (next != null) {
                progress.next();
                if (next.shown().rowSecurity()) {
                    tally.notRead(next.shown().name() + ": row-level security may hide rows");
                }
                TextColumns columns = TextColumns.of(next.shown(), all, reading.dialect());
                columns.leftOut().forEach(tally::leftOut);
                try {
                    TableScan.Amount amount = scan.read(
                            reading,
                            next.shown(),
                            next.partition(),
                            columns.read(),
                            hits -> tally.add(told.classify(asking, hits)));
                    tally.add(next.shown().name(), amount);
                } catch (SQLException refused) {
                    if (ConnectionFailure.classify(refused) != ConnectionFailure.Failure.RIGHTS) {
                        throw refused;
                    }
                    tally.notRead(next.shown().name() + ": no right to read it");
                }
                next = work.poll();
            }
        }
    }

    /** Adds up what several threads find. */
    private static final class Tally {
        private final Map<Place, Long> places = new TreeMap<>();
        private final Map<TableName, TableScan.Amount> amounts = new TreeMap<>();
        private final List<String> notRead = new ArrayList<>();
        private final Set<String> leftOut = new TreeSet<>();
        private final Taker taker;
        private OldValues old = OldValues.none();

        Tally(Taker taker) {
            this.taker = taker;
        }

        /** Comes before any row: readers wait for whoever reads them. */
        synchronized void add(OldValues values) {
            old = values;
            leftOut.addAll(values.notRead());
        }

        synchronized void addOldValues(Classifier classifier) {
            List<Leftover> leftovers = new ArrayList<>();
            old.residuals(classifier, (table, column, fingerprint) -> {
                places.merge(new Place(table, column, fingerprint.kind(), HitClass.RESIDUAL), 1L, Long::sum);
                leftovers.add(new Leftover(
                        table, column, "", fingerprint.kind().word(), HitClass.RESIDUAL, false, false, null));
            });
            taker.take(leftovers);
        }

        void add(List<Classifier.Classified> hits) {
            count(hits);
            taker.take(hits.stream().map(Tally::leftover).toList());
        }

        private static Leftover leftover(Classifier.Classified classified) {
            Hit hit = classified.hit();
            return new Leftover(
                    hit.table().name(),
                    hit.column().name(),
                    hit.key(),
                    hit.fingerprint().kind().word(),
                    classified.hitClass(),
                    classified.ofTreated(),
                    hit.fingerprint().weak(),
                    hit.decision());
        }

        private synchronized void count(List<Classifier.Classified> hits) {
            for (Classifier.Classified classified : hits) {
                Hit hit = classified.hit();
                Place place = new Place(
                        hit.table().name(),
                        hit.column().name(),
                        hit.fingerprint().kind(),
                        classified.hitClass());
                places.merge(place, 1L, Long::sum);
                old.inRow(place.table(), hit.fingerprint());
            }
        }

        synchronized void add(TableName table, TableScan.Amount amount) {
            amounts.merge(table, amount, TableScan.Amount::plus);
        }

        synchronized void leftOut(String column) {
            leftOut.add(column);
        }

        synchronized void notRead(String table) {
            notRead.add(table);
        }

        synchronized Found found(long fingerprints, List<BorneByOthers> byOthers) {
            TableScan.Amount sum = amounts.values().stream().reduce(new TableScan.Amount(0, 0), TableScan.Amount::plus);
            return new Found(
                    java.util.Collections.unmodifiableMap(new TreeMap<>(places)),
                    amounts.size(),
                    sum.rows(),
                    sum.bytes(),
                    notRead.stream().distinct().sorted().toList(),
                    List.copyOf(leftOut),
                    fingerprints,
                    byOthers);
        }
    }
}

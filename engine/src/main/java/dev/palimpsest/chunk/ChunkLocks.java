package dev.palimpsest.chunk;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes the locks under which a chunk is judged and treated, without ever waiting for a lock: whatever somebody else holds
 * makes its subject busy. So no transaction of the business can be drawn into a deadlock by the locking.
 *
 * <p>A fact whose writing began before these locks is seen by the statements after them: a new row's foreign key holds
 * its subject (busy), a changed row is held by its writer (busy), and where no foreign key is checked at once, the writers
 * under way are waited for.
 */
public final class ChunkLocks {
    /** For what nobody could foresee while subjects are treated, and for what comes before. */
    public static final int LOCK_WAIT_MILLIS = 400;

    private static final Duration POLL = Duration.ofMillis(5);

    private final Figures figures;
    private final Plan plan;
    private final LocalDate today;
    private final Duration writerWait;
    private final Set<Way> ways;
    private final Set<Way> between;
    private final List<TableName> unguarded;
    /** Else some tables have to be read as a whole. */
    private final boolean looksUpAll;

    /** What is to be told of the rows of a way while they are locked. */
    @FunctionalInterface
    interface Figures {
        List<Sql> of(Way way, Dialect dialect);
    }

    public ChunkLocks(Plan plan, LocalDate today, Duration writerWait) {
        this(plan, today, writerWait, (way, dialect) -> List.of());
    }

    /** @param figures numbers that are taken on the way, for they cost nothing there */
    public ChunkLocks(Plan plan, LocalDate today, Duration writerWait, Figures figures) {
        // a row that comes later would lead to somebody who is no longer there
        this(plan, today, writerWait, TablePlan::reassigns, figures);
    }

    /** For an act after which no row at all may lead to somebody who is no longer there. */
    public static ChunkLocks ofEveryWay(Plan plan, LocalDate today, Duration writerWait) {
        return new ChunkLocks(plan, today, writerWait, table -> true, (way, dialect) -> List.of());
    }

    /** @param complete tables of which no row may be missed, besides those by which subjects are judged */
    private ChunkLocks(
            Plan plan, LocalDate today, Duration writerWait, Predicate<TablePlan> complete, Figures figures) {
        this.figures = figures;
        this.plan = plan;
        this.today = today;
        this.writerWait = writerWait;
        Stream<Way> missed = plan.steps().stream()
                .filter(table -> table.way() != null)
                .filter(complete)
                .map(TablePlan::requireWay);
        Set<Way> judged = Stream.of(
                        plan.activity().stream().map(source -> source.way()),
                        plan.blockers().stream().map(blocker -> blocker.way()),
                        missed)
                .flatMap(ways -> ways)
                .filter(way -> !way.hops().isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        this.ways = new LinkedHashSet<>(judged);
        plan.steps().stream()
                .filter(TablePlan::treatsRows)
                .map(TablePlan::requireWay)
                .filter(way -> !way.hops().isEmpty())
                .forEach(ways::add);
        this.looksUpAll = plan.looksUpActivity()
                && plan.looksUpBlockers()
                && plan.looksUpSteps()
                && ways.stream().allMatch(Way::lookedUpAlone);
        this.between = judged.stream()
                .flatMap(way -> Guard.unguardedBetween(way, plan))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        this.unguarded = Stream.concat(
                        judged.stream().flatMap(way -> Guard.unguarded(way, plan)),
                        ways.stream().flatMap(Guard::unguardedHolders))
                .flatMap(this::tableAndPartitions)
                .distinct()
                .toList();
    }

    /**
     * What came of trying to lock a chunk.
     *
     * @param rows what is known of their rows; nothing unless everybody is free
     */
    public record Locked(List<SubjectKey> free, List<SubjectKey> busy, List<SubjectKey> gone, LockedRows rows) {}

    /** Writers have been under way for too long; the chunk is to be given up and tried again. */
    public static final class WritersStillBusy extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private Stream<TableName> tableAndPartitions(TableName name) {
        Table table = plan.schema().require(name);
        return Stream.concat(Stream.of(table.name()), table.partitions().stream());
    }

    /**
     * Locks the subjects whose keys stand in the chunk table, and their rows in every activity, blocker and treated table.
     * Leaves only the free ones in the chunk table.
     */
    public Locked lock(Session session, List<SubjectKey> keys) throws SQLException, WritersStillBusy {
        Dialect dialect = session.dialect();
        String type = plan.subject().key().typeName();
        session.execute(dialect.boundLockWaits(LOCK_WAIT_MILLIS));
        session.execute(dialect.preferIndexes(looksUpAll));
        session.execute(dialect.fillChunkTable(keys, type));
        if (!looksUpAll) {
            session.execute(dialect.analyseChunkTable());
        }
        TableName subjects = plan.subject().table().name();
        List<SubjectKey> own = session.list(
                dialect.lockSubjects(subjects, plan.subject().key().name(), type),
                row -> new SubjectKey(row.getString(1)));
        Set<SubjectKey> free = new LinkedHashSet<>(own);
        Set<SubjectKey> existing = new HashSet<>(free.size() == keys.size() ? free : existing(session));
        waitForWritersUnderWay(session);
        Map<Way, Long> counted = new HashMap<>();
        Map<Way, List<BigDecimal>> measured = new HashMap<>();
        countOwn(own.size(), dialect, counted, measured);
        for (Way way : waysToLock(dialect)) {
            Dialect.RowsToLock rows = new Dialect.RowsToLock(
                    plan.schema().require(way.table()),
                    way.reached(dialect.chunkTable(type).relation(), dialect),
                    way.joined(dialect, today),
                    way.indexed());
            boolean toDelete = way.isReferredTo()
                    || plan.table(way.table()).filter(ChunkLocks::changesKeys).isPresent();
            Dialect.RowsLocked locked = dialect.lockRows(session, rows, figures.of(way, dialect), keys, type, toDelete);
            free.removeAll(locked.busy());
            locked.rows().ifPresent(number -> counted.put(way, number));
            measured.put(way, locked.figures());
            for (Way.Between between : way.between(dialect.chunkTable(type).relation(), dialect)) {
                free.removeAll(lockBetween(session, between, keys));
            }
        }
        List<SubjectKey> busy = new ArrayList<>();
        List<SubjectKey> gone = new ArrayList<>();
        for (SubjectKey key : keys) {
            if (!free.contains(key)) {
                (existing.contains(key) ? busy : gone).add(key);
            }
        }
        drop(session, busy);
        drop(session, gone);
        session.execute(dialect.boundLockWaitsOfHolder(LOCK_WAIT_MILLIS));
        boolean everybody = free.size() == keys.size();
        return new Locked(
                List.copyOf(free), busy, gone, everybody ? new LockedRows(counted, measured) : LockedRows.UNKNOWN);
    }

    /** Subjects' own rows are counted by being locked; whatever else is wanted of them is not read with that. */
    private void countOwn(long rows, Dialect dialect, Map<Way, Long> counted, Map<Way, List<BigDecimal>> measured) {
        Way way = plan.subjectPlan().requireWay();
        counted.put(way, rows);
        if (figures.of(way, dialect).size() == 1) {
            measured.put(way, List.of(BigDecimal.valueOf(rows)));
        }
    }

    /** @return whose rows somebody else holds */
    private List<SubjectKey> lockBetween(Session session, Way.Between between, List<SubjectKey> keys)
            throws SQLException {
        Way way = between.way().everyRow();
        Dialect.RowsToLock rows = new Dialect.RowsToLock(
                plan.schema().require(way.table()),
                between.relation(),
                way.joined(session.dialect(), today),
                way.indexed());
        return session.dialect()
                .lockRows(session, rows, keys, plan.subject().key().typeName(), true);
    }

    /** Where nobody waits for writers under way, they have to be met in every table they may write to. */
    private Set<Way> waysToLock(Dialect dialect) {
        if (!dialect.locksMeetWriters()) {
            return ways;
        }
        Set<Way> all = new LinkedHashSet<>(between);
        all.addAll(ways);
        return all;
    }

    /** Whether rows go, or get another value in a column that others may refer to. */
    private static boolean changesKeys(TablePlan table) {
        return table.deletes()
                || (table.reassigns()
                        && table.table()
                                .isInUniqueKey(table.requireWay().linkColumn().name()));
    }

    /** Takes subjects out of the chunk; their locks stay until the transaction ends. */
    public void drop(Session session, List<SubjectKey> keys) throws SQLException {
        if (!keys.isEmpty()) {
            session.execute(
                    session.dialect().emptyChunkTable(keys, plan.subject().key().typeName()));
        }
    }

    private Set<SubjectKey> existing(Session session) throws SQLException {
        Dialect dialect = session.dialect();
        String key = dialect.quote(
                plan.subject().table().name(), plan.subject().key().name());
        return new HashSet<>(session.list(
                Sql.of("select " + dialect.asText(key) + " from "
                        + dialect.quote(plan.subject().table().name()) + " join "
                        + dialect.chunkTable(plan.subject().key().typeName()).relation() + " palimpsest_k on " + key
                        + " = palimpsest_k.palimpsest_key"),
                row -> new SubjectKey(row.getString(1))));
    }

    private void waitForWritersUnderWay(Session session) throws SQLException, WritersStillBusy {
        if (unguarded.isEmpty()) {
            return;
        }
        Set<String> awaited = new HashSet<>(writers(session));
        long deadline = System.nanoTime() + writerWait.toNanos();
        while (!awaited.isEmpty()) {
            // a writer that waits for us would wait for ever: the database sees no deadlock in our looking on
            if (System.nanoTime() > deadline || somebodyWaitsForUs(session)) {
                throw new WritersStillBusy();
            }
            pause(POLL);
            awaited.retainAll(writers(session));
        }
    }

    private static boolean somebodyWaitsForUs(Session session) throws SQLException {
        return Boolean.TRUE.equals(session.first(session.dialect().waitedFor(), row -> row.getBoolean(1)));
    }

    private List<String> writers(Session session) throws SQLException {
        return session.list(session.dialect().writersUnderWay(unguarded), row -> row.getString(1));
    }

    public static void pause(Duration time) throws SQLException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", "57014", interrupted);
        }
    }
}

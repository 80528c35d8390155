package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.LockDialect;
import dev.palimpsest.database.PlaceDialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.database.TextDialect;
import dev.palimpsest.map.SubjectKey;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** How rows are locked without waiting for anybody. */
interface PostgreSqlLocks extends LockDialect, TextDialect, PlaceDialect {
    @Override
    default String lockingFree() {
        return " for no key update skip locked";
    }

    @Override
    default Sql lockSubjects(TableName subjects, String key, String keyType) {
        String rows = quote(subjects.name());
        return Sql.of("select " + asText("palimpsest_locked.palimpsest_key") + " from (select k.palimpsest_key from "
                + PostgreSqlKeys.CHUNK
                + " k order by k.palimpsest_key) palimpsest_k cross join lateral (select " + quote(subjects, key)
                + " as palimpsest_key from " + quote(subjects) + " where " + quote(subjects, key)
                + " = palimpsest_k.palimpsest_key for update of " + rows
                + " skip locked) palimpsest_locked");
    }

    /**
     * Locks, counts and measures in one statement. Rows that are there and rows that were locked are counted by the same
     * snapshot: only if these differ somebody else holds a row, and only then it is asked whose.
     */
    @Override
    default RowsLocked lockRows(
            Session session,
            RowsToLock toLock,
            List<Sql> figures,
            List<SubjectKey> keys,
            String keyType,
            boolean toDelete)
            throws SQLException {
        if (toLock.lookedUp()) {
            List<BigDecimal> locked = lockAndMeasure(session, toLock, figures, toDelete);
            if (locked.get(0).equals(locked.get(1))) {
                return new RowsLocked(
                        List.of(),
                        locked.subList(2, locked.size()),
                        OptionalLong.of(locked.get(0).longValueExact()));
            }
        }
        return new RowsLocked(holdersOfOthers(session, toLock, toDelete), List.of(), OptionalLong.empty());
    }

    private List<BigDecimal> lockAndMeasure(Session session, RowsToLock toLock, List<Sql> figures, boolean toDelete)
            throws SQLException {
        Sql sql = Sql.of("select palimpsest_there.palimpsest_rows, palimpsest_locked.* from (select count(*)");
        for (int i = 0; i < figures.size(); i++) {
            sql.add(", ").add(figures.get(i)).add(" as figure_" + i);
        }
        sql.add(" from ")
                .add(beside(
                        toLock.source(),
                        toLock.table(),
                        new Sql().add(toLock.joined()).add(locking(toLock, toDelete))))
                .add(") palimpsest_locked, (select count(*) as palimpsest_rows from ")
                .add(beside(toLock.source(), toLock.table(), toLock.joined()))
                .add(") palimpsest_there");
        return Objects.requireNonNull(session.first(sql, row -> {
            List<BigDecimal> numbers = new ArrayList<>();
            for (int i = 1; i <= figures.size() + 2; i++) {
                numbers.add(row.getBigDecimal(i));
            }
            return numbers;
        }));
    }

    private String locking(RowsToLock toLock, boolean toDelete) {
        return " for " + (toDelete ? "update" : "no key update") + " of "
                + quote(toLock.table().name().name()) + " skip locked";
    }

    private List<SubjectKey> holdersOfOthers(Session session, RowsToLock toLock, boolean toDelete) throws SQLException {
        String rows = quote(toLock.table().name().name());
        Sql joined = Sql.of(quote(toLock.table().name()) + " join ")
                .add(toLock.source())
                .add(" on ")
                .add(toLock.joined());
        Sql locked = toLock.lookedUp()
                ? beside(
                        toLock.source(),
                        toLock.table(),
                        new Sql().add(toLock.joined()).add(locking(toLock, toDelete)))
                : new Sql().add(joined).add(locking(toLock, toDelete));
        Sql sql = Sql.of("with palimpsest_locked as materialized (select " + rows + ".tableoid as t, " + rows
                        + ".ctid as r from ")
                .add(locked)
                .add(") select distinct " + asText("palimpsest_way.palimpsest_key") + " from ")
                .add(toLock.lookedUp() ? beside(toLock.source(), toLock.table(), toLock.joined()) : joined)
                .add(" where not exists (select 1 from palimpsest_locked where palimpsest_locked.t = " + rows
                        + ".tableoid and palimpsest_locked.r = "
                        + rows + ".ctid)");
        return session.list(sql, row -> new SubjectKey(row.getString(1)));
    }

    @Override
    default Sql lockTables(Collection<TableName> tables) {
        return Sql.of("lock table "
                + tables.stream().map(this::quote).collect(Collectors.joining(", "))
                + " in access exclusive mode");
    }

    @Override
    default boolean locksMeetWriters() {
        return false;
    }

    /**
     * Everyone who has begun to write to a table holds a row-exclusive lock on it until the transaction has become
     * visible or is gone (manual, 13.3 "Explicit Locking"), so waiting for today's holders to leave the list means waiting for what
     * they wrote. See ADR 0006. A transaction that is prepared for a two-phase commit keeps its virtual transaction.
     */
    @Override
    default Sql writersUnderWay(List<TableName> tables) {
        String[] names = tables.stream().map(this::quote).toArray(String[]::new);
        return Sql.of("""
                select distinct l.virtualtransaction
                from pg_locks l
                where l.locktype = 'relation'
                  and l.database = (select oid from pg_database where datname = current_database())
                  and l.relation in (select cast(cast(t as regclass) as oid) from unnest(?) t)
                  and l.mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
                  and l.granted
                  and l.pid is distinct from pg_backend_pid()
                """, (Object) names);
    }

    /** Who waits for a row waits for the transaction that holds it. */
    @Override
    default Sql waitedFor() {
        return Sql.of("""
                select exists (select 1 from pg_locks held join pg_locks wanted on wanted.transactionid = held.transactionid
                    where held.pid = pg_backend_pid() and held.granted and not wanted.granted)
                """);
    }
}

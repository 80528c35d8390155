package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.KeyDialect;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** How rows are locked without waiting for anybody. */
interface MariaDbLocks extends LockDialect, TextDialect, PlaceDialect, KeyDialect {
    /** "Lock wait timeout exceeded", also of {@code nowait}; MySQL has an error of its own for that. */
    Set<Integer> HELD_BY_SOMEBODY = Set.of(1205, 3572);

    @Override
    default Sql lockSubjects(TableName subjects, String key, String keyType) {
        String column = quote(subjects, key);
        return Sql.of("select straight_join " + asText(column) + " from "
                + chunkTable(keyType).relation() + " palimpsest_k join " + quote(subjects) + " on " + column
                + " = palimpsest_k.palimpsest_key order by " + column + " for update skip locked");
    }

    /**
     * Asks for all rows at once without waiting, which meets also rows that somebody has not committed yet. Only if one is
     * held the subjects are tried in halves.
     */
    @Override
    default RowsLocked lockRows(
            Session session,
            RowsToLock rows,
            List<Sql> figures,
            List<SubjectKey> keys,
            String keyType,
            boolean toDelete)
            throws SQLException {
        Optional<List<BigDecimal>> measured = lockAll(session, rows, figures);
        if (measured.isPresent()) {
            List<BigDecimal> numbers = measured.get();
            return new RowsLocked(
                    List.of(),
                    numbers.subList(1, numbers.size()),
                    OptionalLong.of(numbers.getFirst().longValueExact()));
        }
        List<SubjectKey> busy = new ArrayList<>();
        lockHalves(session, rows, keys, keyType, busy);
        session.execute(fillChunkTable(keys, keyType));
        return new RowsLocked(busy, List.of(), OptionalLong.empty());
    }

    private void lockHalves(
            Session session, RowsToLock rows, List<SubjectKey> keys, String keyType, List<SubjectKey> busy)
            throws SQLException {
        if (keys.size() == 1) {
            busy.addAll(keys);
            return;
        }
        int half = keys.size() / 2;
        for (List<SubjectKey> part : List.of(keys.subList(0, half), keys.subList(half, keys.size()))) {
            session.execute(fillChunkTable(part, keyType));
            if (lockAll(session, rows, List.of()).isEmpty()) {
                lockHalves(session, rows, part, keyType, busy);
            }
        }
    }

    /** One row comes back, however many are locked: their number and the figures. */
    private Optional<List<BigDecimal>> lockAll(Session session, RowsToLock rows, List<Sql> figures)
            throws SQLException {
        Sql sql = Sql.of("select straight_join count(*)");
        figures.forEach(figure -> sql.add(", ").add(figure));
        sql.add(" from ")
                .add(beside(rows.source(), rows.table(), rows.joined()))
                .add(" for update nowait");
        try {
            List<BigDecimal> measured = new ArrayList<>();
            session.forEach(sql, row -> {
                for (int i = 0; i <= figures.size(); i++) {
                    measured.add(row.getBigDecimal(1 + i));
                }
            });
            return Optional.of(measured);
        } catch (SQLException refused) {
            if (!HELD_BY_SOMEBODY.contains(refused.getErrorCode()) || isWholeTransactionGone(session)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    /** Where the server is set to give up the transaction with a lock wait, all our locks went with it. */
    private static boolean isWholeTransactionGone(Session session) throws SQLException {
        return Boolean.TRUE.equals(
                session.first(Sql.of("select @@innodb_rollback_on_timeout"), row -> row.getBoolean(1)));
    }

    /** It would commit, and lock no other table but these. */
    @Override
    default Sql lockTables(Collection<TableName> tables) {
        return new Sql();
    }

    @Override
    default boolean locksMeetWriters() {
        return true;
    }

    /** Locking reads meet what others have not committed yet, so there is nobody to wait for. */
    @Override
    default Sql writersUnderWay(List<TableName> tables) {
        return Sql.of("select '' from dual where false");
    }

    @Override
    default Sql waitedFor() {
        return Sql.of("select false");
    }

    @Override
    default String lockingFree() {
        return " for update skip locked";
    }
}

package dev.palimpsest.database;

import dev.palimpsest.map.SubjectKey;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** How rows are locked without waiting for anybody. A part of {@link Dialect}. */
public interface LockDialect {
    /** What stands behind a query to lock its rows, leaving out those that somebody else holds. */
    String lockingFree();

    /**
     * Locks the rows of the subjects in the chunk table, in key order, without waiting for anybody.
     *
     * @return the keys whose rows are locked now, as text
     */
    Sql lockSubjects(TableName subjects, String key, String keyType);

    /**
     * Locks the rows that belong to the subjects in the chunk table, without waiting for anybody.
     *
     * @param keys the subjects in the chunk table
     * @param toDelete whether the rows are going to be deleted, so that nobody may refer to them from now on
     * @return the keys of subjects with a row that somebody else holds
     */
    default List<SubjectKey> lockRows(
            Session session, RowsToLock rows, List<SubjectKey> keys, String keyType, boolean toDelete)
            throws SQLException {
        return lockRows(session, rows, List.of(), keys, keyType, toDelete).busy();
    }

    /**
     * The same, and what the rows come to while they are locked.
     *
     * @param figures numbers over all the rows, in terms of the table's own columns
     */
    RowsLocked lockRows(
            Session session,
            RowsToLock rows,
            List<Sql> figures,
            List<SubjectKey> keys,
            String keyType,
            boolean toDelete)
            throws SQLException;

    /**
     * Rows of one table with the way to their subjects.
     *
     * @param lookedUp whether an index leads from the condition to the rows; see {@link PlaceDialect#beside}
     */
    record RowsToLock(Table table, Sql source, Sql joined, boolean lookedUp) {
        public RowsToLock(Table table, Sql source, Sql joined) {
            this(table, source, joined, true);
        }
    }

    /**
     * What came of locking rows.
     *
     * @param busy the keys of subjects with a row that somebody else holds
     * @param figures those asked for; none when somebody is busy
     * @param rows how many were locked; empty when somebody is busy
     */
    record RowsLocked(List<SubjectKey> busy, List<BigDecimal> figures, OptionalLong rows) {}

    /** Whether {@link #lockRows} meets rows that somebody has not committed yet, so that nobody need wait for writers. */
    boolean locksMeetWriters();

    /**
     * Writers of these tables that are under way now, as opaque marks of their transactions; empty where
     * {@link #locksMeetWriters}.
     */
    Sql writersUnderWay(List<TableName> tables);

    /**
     * Keeps everybody else away from these tables until the transaction ends; waits no longer than the session waits for locks.
     * Does nothing where a database commits with that.
     */
    Sql lockTables(Collection<TableName> tables);

    /** Whether somebody waits for a row that this transaction holds; one row with one boolean. */
    Sql waitedFor();
}

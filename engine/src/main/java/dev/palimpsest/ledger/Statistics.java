package dev.palimpsest.ledger;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What the statistics of a run say of rows that left their people. */
public final class Statistics {
    /** Measure: rows that lead to somebody else now. */
    public static final String REASSIGNED = "reassigned";
    /** Measure of the subject's table: subjects whose own rows went. */
    public static final String REMOVED = "removed";
    /** Measure: statutory records among the reassigned rows and the rows behind them. */
    public static final String KEPT = "kept";

    /** Measure: rows that named a file outside the database when their people were treated. */
    public static final String FILES = "files";

    private final OwnTables tables;
    private final Session session;
    private final RunId run;

    public Statistics(OwnTables tables, Session session, RunId run) {
        this.tables = tables;
        this.session = session;
        this.run = run;
    }

    /** Rows that lead to somebody else now, by table. */
    public Map<String, Long> reassigned() throws SQLException {
        return of(REASSIGNED);
    }

    /** Subjects whose own rows went. */
    public long removed() throws SQLException {
        return of(REMOVED).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Says in which tables rows that name files are to be counted. */
    public void expectFiles(Collection<TableName> among) throws SQLException {
        for (TableName table : among) {
            session.update(Sql.of(
                    "insert into " + tables.statistic(session)
                            + " (run_id, table_name, measure, value_before, value_after) values (?, ?, ?, 0, 0)",
                    run.value(),
                    table.toString(),
                    FILES));
        }
    }

    /** Rows that named a file when their people were treated, by table; also where there was none. */
    public Map<String, Long> files() throws SQLException {
        return of(FILES);
    }

    /** The same, where there was any. */
    public Map<String, Long> filesLeft() throws SQLException {
        Map<String, Long> files = files();
        files.values().removeIf(rows -> rows == 0);
        return files;
    }

    /** Statutory records among the reassigned rows of one table. */
    public long kept(TableName table) throws SQLException {
        return of(KEPT).getOrDefault(table.toString(), 0L);
    }

    private Map<String, Long> of(String measure) throws SQLException {
        Map<String, Long> values = new TreeMap<>();
        session.forEach(
                Sql.of(
                        "select table_name, value_after from " + tables.statistic(session)
                                + " where run_id = ? and measure = ?",
                        run.value(),
                        measure),
                row -> values.put(row.getString(1), row.getLong(2)));
        return values;
    }
}

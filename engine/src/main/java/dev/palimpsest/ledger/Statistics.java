package dev.palimpsest.ledger;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import java.sql.SQLException;
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

package dev.palimpsest.ledger;

import dev.palimpsest.database.ChangeDialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables whose dead rows and statistics may still hold what a run has treated. Noted before the run tries to clear them, with how
 * often each was cleared by then, and struck off when that has worked; so it is known whether somebody has done it since.
 */
public final class Uncleared {
    /** Measure of a table: how often it was vacuumed, and how often analysed. */
    public static final String MEASURE = "cleared";

    private final OwnTables tables;
    private final Session session;
    private final RunId run;

    public Uncleared(OwnTables tables, Session session, RunId run) {
        this.tables = tables;
        this.session = session;
        this.run = run;
    }

    /**
     * A table that nobody has cleared since.
     *
     * @param dead about so many dead rows, its own and the business's
     */
    public record Left(TableName table, long dead) {}

    /** The tables in which the rows of a table lie: itself, or its partitions. */
    public static List<TableName> parts(Table table) {
        return table.kind() == Table.Kind.PARTITIONED ? table.partitions() : List.of(table.name());
    }

    /** Notes these tables, and forgets what was noted before. Where nothing stays behind, or nothing is counted, none is. */
    public void note(List<TableName> written) throws SQLException {
        session.update(Sql.of(
                "delete from " + tables.statistic(session) + " where run_id = ? and measure = ?",
                run.value(),
                MEASURE));
        for (ChangeDialect.Clearings each : session.dialect().clearings(session, written)) {
            session.update(Sql.of(
                    "insert into " + tables.statistic(session)
                            + " (run_id, table_name, measure, value_before, value_after) values (?, ?, ?, ?, ?)",
                    run.value(),
                    each.table().toString(),
                    MEASURE,
                    BigDecimal.valueOf(each.vacuums()),
                    BigDecimal.valueOf(each.analyses())));
        }
    }

    /** Strikes a table off. */
    public void cleared(TableName table) throws SQLException {
        session.update(Sql.of(
                "delete from " + tables.statistic(session) + " where run_id = ? and measure = ? and table_name = ?",
                run.value(),
                MEASURE,
                table.toString()));
    }

    /** Those of these tables that were noted and not cleared since. */
    public List<Left> left(List<TableName> among) throws SQLException {
        Map<String, long[]> noted = new HashMap<>();
        session.forEach(
                Sql.of(
                        "select table_name, value_before, value_after from " + tables.statistic(session)
                                + " where run_id = ? and measure = ?",
                        run.value(),
                        MEASURE),
                row -> noted.put(row.getString(1), new long[] {row.getLong(2), row.getLong(3)}));
        List<Left> left = new ArrayList<>();
        List<TableName> asked = among.stream()
                .filter(table -> noted.containsKey(table.toString()))
                .toList();
        for (ChangeDialect.Clearings now : session.dialect().clearings(session, asked)) {
            long[] before = noted.get(now.table().toString());
            if (before != null && !(isLater(now.vacuums(), before[0]) && isLater(now.analyses(), before[1]))) {
                left.add(new Left(now.table(), now.dead()));
            }
        }
        return left;
    }

    /** Counts begin anew when the database has lost them: then what was done since was done after the run. */
    private static boolean isLater(long now, long before) {
        return now > before || now < before && now > 0;
    }
}

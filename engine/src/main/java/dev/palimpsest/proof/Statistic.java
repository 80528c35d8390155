package dev.palimpsest.proof;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Statistics;
import dev.palimpsest.ledger.Uncleared;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;

/**
 * A number over the kept rows of the run's subjects, taken in the transactions that treated them.
 *
 * @param measure {@code rows}, {@code count(column)}, {@code sum(column)}, over rows of others in which the run's subjects
 *     stood as co-owners with {@code by column} behind it; {@code treated} and {@code severed} compare rows found with rows
 *     changed
 */
public record Statistic(String table, String measure, BigDecimal before, BigDecimal after) {
    static final String TREATED = "treated";
    static final String SEVERED = "severed";

    static List<Statistic> of(Session session, OwnTables tables, RunRecord run) throws SQLException {
        return session.list(
                Sql.of(
                        "select table_name, measure, value_before, value_after from " + tables.statistic(session)
                                + " where run_id = ? and measure not in (?, ?) order by table_name, measure",
                        run.id().value(),
                        Uncleared.MEASURE,
                        Statistics.FILES),
                row -> new Statistic(
                        row.getString(1), row.getString(2), plain(row.getBigDecimal(3)), plain(row.getBigDecimal(4))));
    }

    /** MariaDB stores every number with the same count of decimals. */
    private static BigDecimal plain(BigDecimal value) {
        if (value.scale() <= 2) {
            return value;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.setScale(Math.max(0, stripped.scale()));
    }

    public boolean isUnchanged() {
        return before.compareTo(after) == 0;
    }
}

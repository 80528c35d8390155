package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import java.sql.SQLException;
import java.util.List;

/** The statistics that MariaDB keeps in a table (MariaDB manual, "Engine-Independent Table Statistics"). */
final class MariaDbStatistics {
    private static final String NO_SUCH_TABLE = "42S02";

    private MariaDbStatistics() {}

    /** Whether MySQL refuses it, which has no such table, or a right is missing. */
    static boolean areOutOfSight(SQLException refused) {
        return NO_SUCH_TABLE.equals(refused.getSQLState())
                || ConnectionFailure.classify(refused) == ConnectionFailure.Failure.RIGHTS;
    }

    /** Least and greatest values, and the bounds of histograms in JSON; other histograms hold none. */
    static List<Sql> values(Session session) throws SQLException {
        try {
            session.list(Sql.of("select 1 from mysql.column_stats limit 0"), row -> 1);
        } catch (SQLException refused) {
            if (NO_SUCH_TABLE.equals(refused.getSQLState())) {
                return List.of();
            }
            if (!areOutOfSight(refused)) {
                throw refused;
            }
        }
        String histogram = "case when s.hist_type = 'JSON_HB' then convert(s.histogram using utf8mb4) else '{}' end";
        return List.of(
                Sql.of(
                        "select db_name, table_name, column_name, convert(min_value using utf8mb4) from mysql.column_stats"
                                + " union all select db_name, table_name, column_name, convert(max_value using utf8mb4)"
                                + " from mysql.column_stats"),
                Sql.of("select s.db_name, s.table_name, s.column_name, j.bound from mysql.column_stats s,"
                        + " json_table(" + histogram
                        + ", '$.histogram_hb[*]' columns (bound longtext path '$.start')) j"
                        + " union all select s.db_name, s.table_name, s.column_name, j.bound from mysql.column_stats s,"
                        + " json_table(" + histogram
                        + ", '$.histogram_hb[*]' columns (bound longtext path '$.end')) j"));
    }
}

package dev.palimpsest.database;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Finds the dialect of a connection. */
public final class Dialects {
    private static final Pattern COUNTS_CHANGED_ROWS =
            Pattern.compile("[?&]useAffectedRows=(?:true|1)", Pattern.CASE_INSENSITIVE);

    private Dialects() {}

    /** @throws PalimpsestException DATABASE_UNSUPPORTED for a database that Palimpsest does not know */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> new PostgreSqlDialect();
            case "MariaDB", "MySQL" -> {
                requireCountsOfFoundRows(connection);
                yield new MariaDbDialect();
            }
            default ->
                throw new PalimpsestException(
                        ErrorCode.DATABASE_UNSUPPORTED, product + " is not supported. " + Catalogues.SUPPORTED);
        };
    }

    /** A run compares how many rows a statement found; this setting counts only those that it made different. */
    private static void requireCountsOfFoundRows(Connection connection) throws SQLException {
        String address = connection.getMetaData().getURL();
        if (address != null && COUNTS_CHANGED_ROWS.matcher(address).find()) {
            throw new PalimpsestException(
                    ErrorCode.DATABASE_UNSUPPORTED,
                    "The connection counts only the rows that a statement made different (useAffectedRows=true), so a run"
                            + " could not tell whether it reached everything. Give Palimpsest an address without it.");
        }
    }
}

package dev.palimpsest.database;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.Connection;
import java.sql.SQLException;

/** Finds the dialect of a connection. */
public final class Dialects {
    private Dialects() {}

    /** @throws PalimpsestException DATABASE_UNSUPPORTED for a database that Palimpsest does not know */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> new PostgreSqlDialect();
            case "MariaDB", "MySQL" -> new MariaDbDialect();
            default ->
                throw new PalimpsestException(
                        ErrorCode.DATABASE_UNSUPPORTED, product + " is not supported. " + Catalogues.SUPPORTED);
        };
    }
}

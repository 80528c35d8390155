package dev.palimpsest.database;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** Finds the catalogue of a connection's database. */
final class Catalogues {
    private static final String SUPPORTED = "Palimpsest works with PostgreSQL " + PostgreSqlCatalogue.OLDEST + " to "
            + PostgreSqlCatalogue.NEWEST + ".";

    private Catalogues() {}

    /** @throws PalimpsestException {@code DATABASE_UNSUPPORTED} */
    static Catalogue of(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String product = database.getDatabaseProductName();
        if (!product.equals("PostgreSQL")) {
            throw unsupported(product + " " + database.getDatabaseProductVersion());
        }
        int major = database.getDatabaseMajorVersion();
        if (major < PostgreSqlCatalogue.OLDEST || major > PostgreSqlCatalogue.NEWEST) {
            throw unsupported(product + " " + database.getDatabaseProductVersion());
        }
        PostgreSqlCatalogue catalogue = new PostgreSqlCatalogue();
        String descendant = catalogue.descendant(connection);
        if (!descendant.isEmpty()) {
            throw unsupported(descendant);
        }
        return catalogue;
    }

    private static PalimpsestException unsupported(String found) {
        return new PalimpsestException(ErrorCode.DATABASE_UNSUPPORTED, "The database is " + found + ". " + SUPPORTED);
    }
}

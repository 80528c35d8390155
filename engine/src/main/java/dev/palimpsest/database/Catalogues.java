package dev.palimpsest.database;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** Finds the catalogue of a connection's database. */
final class Catalogues {
    static final String SUPPORTED = "Palimpsest works with PostgreSQL " + PostgreSqlCatalogue.OLDEST + " to "
            + PostgreSqlCatalogue.NEWEST + ", MariaDB 10.6 or newer and MySQL 8.0 or newer.";

    private Catalogues() {}

    /** @throws PalimpsestException {@code DATABASE_UNSUPPORTED} */
    static Catalogue of(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String product = database.getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> postgreSql(connection, database);
            case "MariaDB", "MySQL" -> mariaDb(connection);
            default -> throw unsupported(product + " " + database.getDatabaseProductVersion());
        };
    }

    private static Catalogue postgreSql(Connection connection, DatabaseMetaData database) throws SQLException {
        int major = database.getDatabaseMajorVersion();
        if (major < PostgreSqlCatalogue.OLDEST || major > PostgreSqlCatalogue.NEWEST) {
            throw unsupported("PostgreSQL " + database.getDatabaseProductVersion());
        }
        PostgreSqlCatalogue catalogue = new PostgreSqlCatalogue();
        String descendant = catalogue.descendant(connection);
        if (!descendant.isEmpty()) {
            throw unsupported(descendant);
        }
        return catalogue;
    }

    private static Catalogue mariaDb(Connection connection) throws SQLException {
        MariaDbVersion version = MariaDbVersion.of(CatalogueRows.first(connection, "select version()"));
        if (!version.isSupported()) {
            throw unsupported(version.toString());
        }
        return new MariaDbCatalogue(version);
    }

    private static PalimpsestException unsupported(String found) {
        return new PalimpsestException(ErrorCode.DATABASE_UNSUPPORTED, "The database is " + found + ". " + SUPPORTED);
    }
}

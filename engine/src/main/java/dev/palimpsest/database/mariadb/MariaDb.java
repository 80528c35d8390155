package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.Catalogue;
import dev.palimpsest.database.CatalogueRows;
import dev.palimpsest.database.DatabaseProduct;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Failures;
import dev.palimpsest.database.Products;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** MariaDB, and MySQL, which speaks nearly the same. */
public final class MariaDb implements DatabaseProduct {
    private static final Pattern COUNTS_CHANGED_ROWS =
            Pattern.compile("[?&]useAffectedRows=(?:true|1)", Pattern.CASE_INSENSITIVE);

    @Override
    public boolean isCalled(String productName) {
        return productName.equals("MariaDB") || productName.equals("MySQL");
    }

    @Override
    public String versions() {
        return "MariaDB 10.6 or newer and MySQL 8.0 or newer";
    }

    @Override
    public List<String> schemes() {
        return List.of("jdbc:mariadb:", "jdbc:mysql:");
    }

    @Override
    public String exampleAddress() {
        return "jdbc:mariadb://host:3306/database";
    }

    /** A run compares how many rows a statement found; a setting of the driver counts only those that it made different. */
    @Override
    public Dialect dialect(Connection connection) throws SQLException {
        String address = connection.getMetaData().getURL();
        if (address != null && COUNTS_CHANGED_ROWS.matcher(address).find()) {
            throw new PalimpsestException(
                    ErrorCode.DATABASE_UNSUPPORTED,
                    "The connection counts only the rows that a statement made different (useAffectedRows=true), so a run"
                            + " could not tell whether it reached everything. Give Palimpsest an address without it.");
        }
        return new MariaDbDialect();
    }

    @Override
    public Catalogue catalogue(Connection connection) throws SQLException {
        MariaDbVersion version = MariaDbVersion.of(CatalogueRows.first(connection, "select version()"));
        if (!version.isSupported()) {
            throw Products.unsupported(version.toString());
        }
        return new MariaDbCatalogue(version);
    }

    @Override
    public Failures failures() {
        return new MariaDbFailures();
    }
}

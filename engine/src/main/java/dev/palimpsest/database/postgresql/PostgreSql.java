package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.Catalogue;
import dev.palimpsest.database.DatabaseProduct;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Failures;
import dev.palimpsest.database.Products;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL. */
public final class PostgreSql implements DatabaseProduct {
    private static final int OLDEST = 13;
    private static final int NEWEST = 18;

    @Override
    public boolean isCalled(String productName) {
        return productName.equals("PostgreSQL");
    }

    @Override
    public String versions() {
        return "PostgreSQL " + OLDEST + " to " + NEWEST;
    }

    @Override
    public List<String> schemes() {
        return List.of("jdbc:postgresql:");
    }

    @Override
    public String exampleAddress() {
        return "jdbc:postgresql://host:5432/database";
    }

    @Override
    public Dialect dialect(Connection connection) {
        return new PostgreSqlDialect();
    }

    @Override
    public Catalogue catalogue(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        int major = database.getDatabaseMajorVersion();
        if (major < OLDEST || major > NEWEST) {
            throw Products.unsupported("PostgreSQL " + database.getDatabaseProductVersion());
        }
        PostgreSqlCatalogue catalogue = new PostgreSqlCatalogue();
        String descendant = catalogue.descendant(connection);
        if (!descendant.isEmpty()) {
            throw Products.unsupported(descendant);
        }
        return catalogue;
    }

    @Override
    public Failures failures() {
        return new PostgreSqlFailures();
    }
}

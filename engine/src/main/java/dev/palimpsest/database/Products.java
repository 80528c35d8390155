package dev.palimpsest.database;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The kinds of databases that Palimpsest works with. */
public final class Products {
    private static final List<DatabaseProduct> ALL =
            ServiceLoader.load(DatabaseProduct.class, Products.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private Products() {}

    /** @throws PalimpsestException DATABASE_UNSUPPORTED for a database that Palimpsest does not know */
    public static DatabaseProduct of(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String name = database.getDatabaseProductName();
        return ALL.stream()
                .filter(product -> product.isCalled(name))
                .findFirst()
                .orElseThrow(() -> unsupported(name));
    }

    /** The one whose address this is. */
    static Optional<DatabaseProduct> ofAddress(String url) {
        return ALL.stream()
                .filter(product -> product.schemes().stream().anyMatch(url::startsWith))
                .findFirst();
    }

    /** The one that speaks. */
    static Optional<Failures> failures(SQLException failure) {
        return ALL.stream()
                .map(DatabaseProduct::failures)
                .filter(failures -> failures.isOne(failure))
                .findFirst();
    }

    /** Addresses of each, as examples. */
    static String exampleAddresses() {
        return ALL.stream().map(DatabaseProduct::exampleAddress).collect(Collectors.joining(" or "));
    }

    /** @param found the database, with its version where that is why */
    public static PalimpsestException unsupported(String found) {
        return new PalimpsestException(
                ErrorCode.DATABASE_UNSUPPORTED,
                "The database is " + found + ". Palimpsest works with "
                        + ALL.stream().map(DatabaseProduct::versions).collect(Collectors.joining(", ")) + ".");
    }
}

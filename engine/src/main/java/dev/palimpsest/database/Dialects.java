package dev.palimpsest.database;

import dev.palimpsest.problem.PalimpsestException;
import java.sql.Connection;
import java.sql.SQLException;

/** Finds the dialect of a connection. */
public final class Dialects {
    private Dialects() {}

    /** @throws PalimpsestException DATABASE_UNSUPPORTED for a database that Palimpsest does not know */
    public static Dialect of(Connection connection) throws SQLException {
        return Products.of(connection).dialect(connection);
    }
}

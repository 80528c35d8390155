package dev.palimpsest.database;

import dev.palimpsest.problem.PalimpsestException;
import java.sql.Connection;

/**
 * Where a database lies, as far as its user may read that. Two databases of equal schema lie at two locations; so do a copy
 * and its original, as long as they are not copies of a whole installation, byte by byte.
 *
 * @param server what the installation made up when it was set up; empty where that cannot be read
 * @param database what the installation numbers its databases by; empty where it does not number them
 * @param name what people call it, with the schema
 */
public record Location(String server, String database, String name) {

    /**
     * Asks the database. Changes nothing.
     *
     * @param schema the schema of the subject's table
     * @throws PalimpsestException as {@link ConnectionFailure#duringWork}
     */
    public static Location of(Connection connection, String schema) {
        return Snapshot.of(
                connection,
                () -> Products.of(connection).catalogue(connection).location(connection, schema),
                "reading which database this is");
    }

    /** Whether nothing that is known of both tells them apart. */
    public boolean fits(Location other) {
        return name.equals(other.name) && agree(server, other.server) && agree(database, other.database);
    }

    private static boolean agree(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /** For people. */
    @Override
    public String toString() {
        return name
                + (database.isEmpty() ? "" : " (number " + database + ")")
                + (server.isEmpty() ? "" : " of the server " + server);
    }
}

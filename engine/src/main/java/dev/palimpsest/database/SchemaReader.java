package dev.palimpsest.database;

import java.sql.Connection;

/** Reads the live schema of the database that a connection leads to. Changes nothing. */
public final class SchemaReader {
    private SchemaReader() {}

    /**
     * Reads every table of every schema, seen at one moment; of MariaDB and MySQL, whose schemas are databases of their own
     * and whose catalogue knows no moments, every table of the connected database.
     *
     * @throws dev.palimpsest.problem.PalimpsestException {@code DATABASE_UNSUPPORTED} for a database or version that is
     *     not known, else as {@link ConnectionFailure#duringWork}
     */
    public static Schema read(Connection connection) {
        return Snapshot.of(
                connection,
                () -> Products.of(connection).catalogue(connection).schema(connection),
                "reading the schema");
    }
}

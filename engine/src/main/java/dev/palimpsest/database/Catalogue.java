package dev.palimpsest.database;

import java.sql.Connection;
import java.sql.SQLException;

/** How one kind of database tells its schema and its rights. One small class per database. */
public interface Catalogue {
    /** Reads everything but the system's own tables and Palimpsest's. */
    Schema schema(Connection connection) throws SQLException;

    /** Compares what the connection's user may do with what it needs. */
    Rights rights(Connection connection, Rights.Needed needed) throws SQLException;

    /** Which database the connection leads to. */
    Location location(Connection connection, String schema) throws SQLException;
}

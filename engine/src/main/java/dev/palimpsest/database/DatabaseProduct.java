package dev.palimpsest.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One kind of database that Palimpsest works with. From here everything is reached that only this kind says in its own way;
 * each has a package of its own, and is found as a service (see {@link java.util.ServiceLoader}).
 */
public interface DatabaseProduct {
    /** Whether the driver calls it by this name. */
    boolean isCalled(String productName);

    /** Name and versions, for people: {@code PostgreSQL 12 to 18}. */
    String versions();

    /** How addresses of it begin: {@code jdbc:postgresql:}. */
    List<String> schemes();

    /** An address, as an example. */
    String exampleAddress();

    /**
     * How it is spoken to over this connection.
     *
     * @throws dev.palimpsest.problem.PalimpsestException DATABASE_UNSUPPORTED when a run could not tell over this connection
     *     what it did
     */
    Dialect dialect(Connection connection) throws SQLException;

    /**
     * How it tells its schema and its rights.
     *
     * @throws dev.palimpsest.problem.PalimpsestException DATABASE_UNSUPPORTED for a version that is not known
     */
    Catalogue catalogue(Connection connection) throws SQLException;

    /** What its refusals mean. */
    Failures failures();
}

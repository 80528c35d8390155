package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.CatalogueRows;
import dev.palimpsest.database.Location;
import dev.palimpsest.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Which database of PostgreSQL this is. */
final class PostgreSqlLocation {
    /** Some who rent out databases take this right away; to ask without it would break the transaction. */
    private static final String READABLE = """
            select coalesce(pg_catalog.has_function_privilege(
                pg_catalog.to_regprocedure('pg_catalog.pg_control_system()')::oid, 'execute'), false)
            """;

    private static final String SYSTEM = "select system_identifier from pg_catalog.pg_control_system()";

    /** A database that is made anew has another number, also under the old name. */
    private static final String DATABASE = """
            select oid, datname from pg_catalog.pg_database where datname = pg_catalog.current_database()
            """;

    private PostgreSqlLocation() {}

    static Location read(Connection connection, String schema) throws SQLException {
        String server =
                CatalogueRows.first(connection, READABLE).equals("t") ? CatalogueRows.first(connection, SYSTEM) : "";
        String[] found = new String[2];
        CatalogueRows.forEach(connection, Sql.of(DATABASE), row -> {
            found[0] = row.getString(1);
            found[1] = row.getString(2);
        });
        return new Location(server, found[0], found[1] + "." + schema);
    }
}

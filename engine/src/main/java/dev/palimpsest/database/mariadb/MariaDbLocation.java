package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.CatalogueRows;
import dev.palimpsest.database.Location;
import dev.palimpsest.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Which database of MariaDB or MySQL this is. */
final class MariaDbLocation {
    /** The first is MariaDB's, since 10.6.19, the second MySQL's. */
    private static final String SERVER = "show variables where variable_name in ('server_uid', 'server_uuid')";

    private MariaDbLocation() {}

    static Location read(Connection connection, String schema) throws SQLException {
        String[] server = {""};
        CatalogueRows.forEach(connection, Sql.of(SERVER), row -> server[0] = row.getString(2));
        return new Location(server[0], "", schema);
    }
}

package dev.palimpsest.database;

import java.sql.SQLException;

/** Opens sessions on the attached database. Safe for several threads. */
@FunctionalInterface
public interface SessionSource {
    /** A new session outside any transaction; the caller closes it. */
    Session open() throws SQLException;

    /** How many of its sessions can be open at the same time, as far as is known. */
    default int size() {
        return 4;
    }
}

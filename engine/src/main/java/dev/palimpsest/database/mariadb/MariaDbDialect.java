package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.Dialect;

/**
 * MariaDB 10.6 or newer and MySQL 8. A schema is what these call a database.
 *
 * <p>Keys and rows travel as JSON and become relations by {@code json_table}: a temporary table could be opened only once
 * in a statement (MySQL manual, B.3.6.2), and the user would need a right to make it. The keys under treatment lie in a
 * variable of the session.
 */
final class MariaDbDialect
        implements Dialect,
                MariaDbTexts,
                MariaDbValues,
                MariaDbSessions,
                MariaDbKeys,
                MariaDbLocks,
                MariaDbPlaces,
                MariaDbChanges {}

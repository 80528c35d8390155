package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.Dialect;

/** PostgreSQL 13 to 18. */
public final class PostgreSqlDialect
        implements Dialect,
                PostgreSqlTexts,
                PostgreSqlValues,
                PostgreSqlSessions,
                PostgreSqlKeys,
                PostgreSqlLocks,
                PostgreSqlPlaces,
                PostgreSqlChanges {}

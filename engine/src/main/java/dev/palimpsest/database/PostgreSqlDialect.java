package dev.palimpsest.database;

/** PostgreSQL 13 to 18. */
final class PostgreSqlDialect implements Dialect, PostgreSqlTexts, PostgreSqlValues, PostgreSqlSessions, PostgreSqlKeys, PostgreSqlLocks, PostgreSqlPlaces, PostgreSqlChanges {}

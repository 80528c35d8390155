package dev.palimpsest.database;

/**
 * What one kind of database says in its own way. Each part answers one kind of question, and has a contract test that runs for
 * every database.
 */
public interface Dialect
        extends TextDialect, ValueDialect, SessionDialect, KeyDialect, LockDialect, PlaceDialect, ChangeDialect {}

package dev.palimpsest.database;

import java.util.List;
import java.util.Optional;

/** How a session is set up and given back, how long it waits for locks, and its own locks. A part of {@link Dialect}. */
public interface SessionDialect {
    /** The settings of the session that {@link #prepareSession} changes; one row of texts. */
    Sql sessionState();

    /**
     * Makes the session read and show instants in a time zone, so that the owner's conditions mean the business's days, and
     * refuse what does not fit a column. It may be idle for a day, outside a transaction, while another works for it.
     */
    Sql prepareSession(String zone);

    /** @param state what {@link #sessionState} said */
    Sql restoreSession(List<String> state);

    /**
     * A statement that names the moment that the open transaction sees, so that others can see the same as long as it is open;
     * one row with one text. Empty where a database cannot do that.
     */
    default Optional<Sql> namedMoment() {
        return Optional.empty();
    }

    /** Statements with which a transaction begins that sees a moment {@linkplain #namedMoment named} by another. */
    default List<Sql> seeing(String moment) {
        return List.of();
    }

    /**
     * A statement that makes the planner look rows up by their indexes for the rest of the transaction, however small it
     * believes a table to be.
     *
     * @param everywhere whether an index leads to all rows that will be asked for; else some tables are read as a whole
     */
    Sql preferIndexes(boolean everywhere);

    /**
     * A statement that makes the planner read the tables of a join once each for the rest of the transaction, however few rows
     * it believes to find: for very many keys.
     */
    Sql preferWholeTables();

    /**
     * Takes back what {@link #preferIndexes} and {@link #preferWholeTables} said: until the end of the transaction the planner
     * is set as it was when the connection was made.
     */
    Sql planFreely();

    /**
     * A statement that lets later lock waits of this transaction, which holds nothing that others need, end with an error
     * after so many milliseconds.
     */
    Sql boundLockWaits(int milliseconds);

    /**
     * The same for a transaction that holds rows of the business. Where a database looks for deadlocks without delay, it
     * could choose the business for its victim: there it waits for no row at all.
     */
    Sql boundLockWaitsOfHolder(int milliseconds);

    /** A statement that lets later lock waits of this session end with an error after so many milliseconds. */
    Sql boundSessionLockWaits(int milliseconds);

    /** Gives the session the bound of lock waits back that it came with. */
    Sql resetSessionLockWaits();

    /** Waits for a lock that lasts as long as the session; given back by {@link #releaseSessionLock}. */
    Sql sessionLock(String name);

    /** Tries to take a lock that lasts as long as the session; one row with one boolean. */
    Sql trySessionLock(String name);

    Sql releaseSessionLock(String name);
}

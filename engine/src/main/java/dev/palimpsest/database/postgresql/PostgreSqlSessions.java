package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.SessionDialect;
import dev.palimpsest.database.Sql;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a session is set up and given back, how long it waits for locks, and its own locks. */
interface PostgreSqlSessions extends SessionDialect {
    String IDLE_AT_MOST = "1d";

    /** First half of the key of our advisory locks; the second is a hash of the name. */
    int LOCK_CLASS = 0x50414C49;

    @Override
    default Sql sessionState() {
        return Sql.of("select current_setting('TimeZone'), current_setting('standard_conforming_strings'),"
                + " current_setting('idle_session_timeout', true)");
    }

    @Override
    default Sql prepareSession(String zone) {
        return settings(zone, "on", IDLE_AT_MOST);
    }

    @Override
    default Sql restoreSession(List<String> state) {
        return settings(state.get(0), state.get(1), state.get(2));
    }

    /**
     * A backslash in a text of the owner's means itself, however the server is set up. PostgreSQL 13 knows no bound for idle
     * sessions.
     */
    private static Sql settings(String zone, String backslashesMeanThemselves, @Nullable String idleAtMost) {
        return Sql.of(
                "select set_config('TimeZone', ?, false), set_config('standard_conforming_strings', ?, false),"
                        + " case when current_setting('idle_session_timeout', true) is not null"
                        + " then set_config('idle_session_timeout', ?, false) end",
                zone,
                backslashesMeanThemselves,
                idleAtMost == null ? "0" : idleAtMost);
    }

    /** Whoever waits for other sessions is not to be ended for it. */
    @Override
    default Optional<Sql> namedMoment() {
        return Optional.of(
                Sql.of("select pg_export_snapshot(), set_config('idle_in_transaction_session_timeout', '0', true)"));
    }

    @Override
    default List<Sql> seeing(String moment) {
        return List.of(
                Sql.of("set transaction snapshot '" + moment.replace("'", "") + "'"),
                Sql.of("select set_config('idle_in_transaction_session_timeout', '0', true)"));
    }

    /**
     * Where a table has no index for it, an index for something else would be read as a whole for each row of a nested loop. The
     * planner takes such plans for very dear, which must not make it compile the statement.
     */
    @Override
    default Sql preferIndexes(boolean everywhere) {
        return Sql.of(
                "select set_config('enable_seqscan', 'off', true), set_config('enable_mergejoin', 'off', true),"
                        + " set_config('enable_hashjoin', ?, true), set_config('enable_nestloop', ?, true),"
                        + " set_config('jit', 'off', true)",
                everywhere ? "off" : "on",
                everywhere ? "on" : "off");
    }

    @Override
    default Sql preferWholeTables() {
        return Sql.of("select set_config('enable_seqscan', 'on', true), set_config('enable_mergejoin', 'on', true),"
                + " set_config('enable_hashjoin', 'on', true), set_config('enable_nestloop', 'off', true),"
                + " set_config('jit', 'off', true)");
    }

    @Override
    default Sql planFreely() {
        return Sql.of("select count(set_config(name, reset_val, true)) from pg_catalog.pg_settings where name in"
                + " ('enable_seqscan', 'enable_mergejoin', 'enable_hashjoin', 'enable_nestloop', 'jit')");
    }

    @Override
    default Sql boundLockWaits(int milliseconds) {
        return Sql.of("set local lock_timeout = " + milliseconds);
    }

    /** Nobody is chosen for a victim before {@code deadlock_timeout}, a second if nobody has changed it. */
    @Override
    default Sql boundLockWaitsOfHolder(int milliseconds) {
        return boundLockWaits(milliseconds);
    }

    @Override
    default Sql boundSessionLockWaits(int milliseconds) {
        return Sql.of("set lock_timeout = " + milliseconds);
    }

    @Override
    default Sql resetSessionLockWaits() {
        return Sql.of("reset lock_timeout");
    }

    @Override
    default Sql sessionLock(String name) {
        return Sql.of("select pg_advisory_lock(" + LOCK_CLASS + ", hashtext(?))", name);
    }

    @Override
    default Sql trySessionLock(String name) {
        return Sql.of("select pg_try_advisory_lock(" + LOCK_CLASS + ", hashtext(?))", name);
    }

    @Override
    default Sql releaseSessionLock(String name) {
        return Sql.of("select pg_advisory_unlock(" + LOCK_CLASS + ", hashtext(?))", name);
    }
}

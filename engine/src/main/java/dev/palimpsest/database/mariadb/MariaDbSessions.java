package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.SessionDialect;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TextDialect;
import java.math.BigDecimal;
import java.util.List;

/** How a session is set up and given back, how long it waits for locks, and its own locks. */
interface MariaDbSessions extends SessionDialect, TextDialect {
    @Override
    default Sql sessionState() {
        return Sql.of("select @@session.time_zone, @@session.sql_mode, @@session.group_concat_max_len,"
                + " @@session.innodb_lock_wait_timeout, @@session.lock_wait_timeout,"
                + " @@session.wait_timeout"
                + " /*M!110001 , @@session.optimizer_scan_setup_cost */");
    }

    /**
     * Every server reads conditions in the same way. A value that does not fit is refused, not cut; a date of zeros that is
     * already there may stay. MariaDB 11 would read a
     * small table whole in spite of an index, and so lock rows of everybody.
     */
    @Override
    default Sql prepareSession(String zone) {
        return Sql.of(
                "set session time_zone = ?, session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',"
                        + " session group_concat_max_len = 1073741824, session lock_wait_timeout = 5,"
                        + " session wait_timeout = 86400"
                        + " /*M!110001 , session optimizer_scan_setup_cost = 100000 */",
                zone);
    }

    @Override
    default Sql restoreSession(List<String> state) {
        return Sql.of(
                "set session time_zone = ?, session sql_mode = ?, session group_concat_max_len = "
                        + Long.parseLong(state.get(2)) + ", session innodb_lock_wait_timeout = "
                        + Long.parseLong(state.get(3)) + ", session lock_wait_timeout = "
                        + Long.parseLong(state.get(4)) + ", session wait_timeout = " + Long.parseLong(state.get(5))
                        + (state.size() == 6
                                ? ""
                                : ", session optimizer_scan_setup_cost = " + new BigDecimal(state.get(6))),
                state.get(0),
                state.get(1));
    }

    @Override
    default Sql boundLockWaits(int milliseconds) {
        return boundSessionLockWaits(milliseconds);
    }

    /**
     * InnoDB looks for deadlocks at each wait, and its victim is whoever has changed least, never a run. MySQL has no time-out
     * of less than a second.
     */
    @Override
    default Sql boundLockWaitsOfHolder(int milliseconds) {
        return Sql.of("set session innodb_lock_wait_timeout = if(version() like '%MariaDB%', 0, 1)");
    }

    @Override
    default Sql boundSessionLockWaits(int milliseconds) {
        return Sql.of("set session innodb_lock_wait_timeout = " + Math.max(1, Math.ceilDiv(milliseconds, 1000)));
    }

    @Override
    default Sql resetSessionLockWaits() {
        return Sql.of("set session innodb_lock_wait_timeout = default");
    }

    @Override
    default Sql sessionLock(String name) {
        return Sql.of("select get_lock(" + lockName() + ", 3600)", name);
    }

    @Override
    default Sql trySessionLock(String name) {
        return Sql.of("select get_lock(" + lockName() + ", 0)", name);
    }

    @Override
    default Sql releaseSessionLock(String name) {
        return Sql.of("select release_lock(" + lockName() + ")", name);
    }

    /** Names of locks are the whole server's, and short. */
    private static String lockName() {
        return "concat('palimpsest ', md5(concat(database(), ' ', ?)))";
    }

    /** It has no such settings. Statements about a chunk or a preview say themselves which index they take. */
    @Override
    default Sql preferIndexes(boolean everywhere) {
        return planFreely();
    }

    @Override
    default Sql preferWholeTables() {
        return planFreely();
    }

    @Override
    default Sql planFreely() {
        return new Sql();
    }
}

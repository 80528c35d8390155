package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a session waits, and its own locks. Of every database. */
@ParameterizedClass
@EnumSource(Product.class)
final class SessionDialectTest extends DialectContract {
    SessionDialectTest(Product product) {
        super(product);
    }

    @Test
    void a_lock_wait_ends_with_an_error_to_be_repeated() throws SQLException {
        Session other = another();
        execute(other, "update member set name = 'Berta' where id = 2");
        session.execute(dialect.boundLockWaits(50));

        SQLException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                SQLException.class, () -> execute(session, "update member set name = 'x' where id = 2"));

        assertThat(ConnectionFailure.classify(refused)).isEqualTo(ConnectionFailure.Failure.RETRY);
    }

    @Test
    void a_session_lock_is_one_sessions_and_lasts_over_transactions() throws SQLException {
        Session other = another();
        assertThat(tryLock(session, "run-1")).isTrue();
        session.connection().rollback();

        assertThat(tryLock(other, "run-1")).isFalse();
        assertThat(tryLock(other, "run-2")).isTrue();

        session.execute(dialect.releaseSessionLock("run-1"));
        session.connection().commit();
        assertThat(tryLock(other, "run-1")).isTrue();
    }

    @Test
    void a_transaction_sees_the_moment_that_another_has_named_where_the_database_can_do_that() throws SQLException {
        assertThat(dialect.namedMoment().isPresent()).isEqualTo(product == Product.POSTGRESQL);
        if (product != Product.POSTGRESQL) {
            return;
        }
        session.connection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        String moment = session.first(dialect.namedMoment().orElseThrow(), row -> row.getString(1));
        Session writing = another();
        execute(writing, "update member set name = 'Berta' where id = 2");
        writing.connection().commit();

        Session seeing = another();
        seeing.connection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        for (Sql statement : dialect.seeing(moment)) {
            seeing.execute(statement);
        }

        Sql berta = Sql.of("select id from member where name = 'Berta'");
        assertThat(seeing.list(berta, row -> row.getLong(1))).isEmpty();
        assertThat(writing.list(berta, row -> row.getLong(1))).containsExactly(2L);
    }

    @Test
    void what_the_planner_was_told_is_taken_back() throws SQLException {
        List<String> before = planning();

        for (Sql told :
                List.of(dialect.preferIndexes(true), dialect.preferIndexes(false), dialect.preferWholeTables())) {
            session.execute(told);
            if (product == Product.POSTGRESQL) {
                assertThat(planning()).isNotEqualTo(before);
            }
            session.execute(dialect.planFreely());
            assertThat(planning()).isEqualTo(before);
        }
    }

    @Test
    void what_the_planner_was_told_ends_with_the_transaction() throws SQLException {
        List<String> before = planning();
        session.execute(dialect.preferIndexes(true));
        session.connection().rollback();

        assertThat(planning()).isEqualTo(before);
    }

    private List<String> planning() throws SQLException {
        return product == Product.MARIADB
                ? List.of()
                : session.list(
                        Sql.of(
                                "select name || ' ' || setting from pg_settings where name like 'enable\\_%' or name = 'jit'"
                                        + " order by name"),
                        row -> row.getString(1));
    }

    private boolean tryLock(Session by, String name) throws SQLException {
        return Boolean.TRUE.equals(by.<Boolean>first(dialect.trySessionLock(name), row -> row.getBoolean(1)));
    }
}

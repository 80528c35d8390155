package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks of rows. Of every database. */
@ParameterizedClass
@EnumSource(Product.class)
final class LockDialectTest extends DialectContract {
    LockDialectTest(Product product) {
        super(product);
    }

    @Test
    void subjects_are_locked_but_for_those_that_somebody_else_holds_or_that_are_gone() throws SQLException {
        Session other = another();
        execute(other, "update member set name = 'Berta' where id = 2");
        session.execute(dialect.fillChunkTable(keys(1, 2, 3, 99), keyType()));

        assertThat(list(session, dialect.lockSubjects(table("member"), "id", keyType())))
                .containsExactly("1", "3");

        other.connection().commit();
        assertThat(list(session, dialect.lockSubjects(table("member"), "id", keyType())))
                .containsExactly("1", "2", "3");
    }

    @Test
    void a_locked_subject_is_another_chunks_to_skip() throws SQLException {
        session.execute(dialect.fillChunkTable(keys(1), keyType()));
        list(session, dialect.lockSubjects(table("member"), "id", keyType()));
        Session other = another();
        other.execute(dialect.createChunkTable(keyType()));
        other.connection().commit();
        other.execute(dialect.fillChunkTable(keys(1, 2), keyType()));

        assertThat(list(other, dialect.lockSubjects(table("member"), "id", keyType())))
                .containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rows_that_somebody_else_changes_name_their_subject(boolean toDelete) throws SQLException {
        session.execute(dialect.fillChunkTable(keys(1, 2), keyType()));
        assertThat(dialect.lockRows(session, visits(), keys(1, 2), keyType(), toDelete))
                .isEmpty();
        session.connection().rollback();
        Session other = another();
        execute(other, "update visit set day = '2026-11-22' where id = 12");
        session.execute(dialect.fillChunkTable(keys(1, 2), keyType()));

        assertThat(dialect.lockRows(session, visits(), keys(1, 2), keyType(), toDelete))
                .containsExactlyElementsOf(keys(1));
    }

    private Dialect.RowsToLock visits() {
        return new Dialect.RowsToLock(read("visit"), visitsOfTheChunk(), ofTheChunk());
    }
}

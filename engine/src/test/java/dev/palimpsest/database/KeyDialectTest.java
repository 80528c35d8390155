package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.map.SubjectKey;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys, rows of values and the chunk table. Of every database. */
@ParameterizedClass
@EnumSource(Product.class)
final class KeyDialectTest extends DialectContract {
    KeyDialectTest(Product product) {
        super(product);
    }

    @Test
    void keys_are_a_relation_of_their_type() throws SQLException {
        Dialect.KeySet keys = dialect.keys(keys(3, 1, 99), keyType());

        assertThat(list(
                        session,
                        new Sql()
                                .add(keys.with())
                                .add("select name from member join " + keys.relation()
                                        + " k on k.palimpsest_key = member.id order by id")))
                .containsExactly("Anna", "Cora");
    }

    @Test
    void no_key_is_an_empty_relation() throws SQLException {
        Dialect.KeySet keys = dialect.keys(List.of(), keyType());

        assertThat(list(session, new Sql().add(keys.with()).add("select palimpsest_key from " + keys.relation())))
                .isEmpty();
    }

    @Test
    void twenty_thousand_keys_are_no_problem() throws SQLException {
        List<SubjectKey> many = IntStream.range(0, 20_000)
                .mapToObj(i -> new SubjectKey(Integer.toString(i)))
                .toList();
        Dialect.KeySet keys = dialect.keys(many, keyType());

        assertThat(list(session, new Sql().add(keys.with()).add("select count(*) from " + keys.relation())))
                .containsExactly("20000");
        session.execute(dialect.fillChunkTable(many, keyType()));
        session.execute(dialect.analyseChunkTable());
        assertThat(list(session, Sql.of("select count(*) from " + chunk() + " k")))
                .containsExactly("20000");
    }

    @Test
    void rows_are_a_relation_of_texts_cast_to_types() throws SQLException {
        Sql rows = dialect.rows(
                List.of(List.of("1", "22"), List.of("it's", "\"b\\"), List.of("0.10", "-3")),
                List.of("bigint", "text", "numeric(9,2)"));

        assertThat(list(
                        session,
                        Sql.of("select concat(c0 + 1, c1, c2) from ").add(rows).add(" r order by c0")))
                .containsExactly("2it's0.10", "23\"b\\-3.00");
    }

    @Test
    void the_chunk_table_holds_each_key_once_until_it_is_filled_anew() throws SQLException {
        String count = "select count(*) from " + chunk() + " k";
        session.execute(dialect.fillChunkTable(keys(1, 2, 2, 3), keyType()));
        assertThat(list(session, Sql.of(count))).containsExactly("3");

        session.execute(dialect.emptyChunkTable(keys(2, 77), keyType()));
        assertThat(list(session, Sql.of(count))).containsExactly("2");

        session.connection().commit();
        session.execute(dialect.fillChunkTable(keys(1), keyType()));
        assertThat(list(session, Sql.of(count))).containsExactly("1");

        session.connection().rollback();
        session.execute(dialect.fillChunkTable(keys(2, 3), keyType()));
        assertThat(list(session, Sql.of(count))).containsExactly("2");
    }

    @Test
    void the_chunk_table_is_each_sessions_own() throws SQLException {
        session.execute(dialect.fillChunkTable(keys(1, 2), keyType()));
        Session other = another();
        other.execute(dialect.createChunkTable(keyType()));

        assertThat(list(other, Sql.of("select count(*) from " + chunk() + " k")))
                .containsExactly("0");
    }

    @Test
    void making_the_chunk_table_twice_does_no_harm() throws SQLException {
        session.execute(dialect.createChunkTable(keyType()));
        session.connection().commit();

        session.execute(dialect.fillChunkTable(keys(1), keyType()));
        assertThat(list(session, Sql.of("select count(*) from " + chunk() + " k")))
                .containsExactly("1");
    }
}

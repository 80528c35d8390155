package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.TestDatabase.Product;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes that are counted. Of every database. */
@ParameterizedClass
@EnumSource(Product.class)
final class ChangeDialectTest extends DialectContract {
    ChangeDialectTest(Product product) {
        super(product);
    }

    @Test
    void an_update_changes_the_rows_of_the_source_and_counts_them() throws SQLException {
        session.execute(dialect.fillChunkTable(keys(1), keyType()));

        long changed = session.update(dialect.updateFrom(
                read("visit"),
                List.of(Sql.of(dialect.quote("day") + " = ").add(dialect.day(LocalDate.of(2020, 2, 29)))),
                visitsOfTheChunk(),
                ofTheChunk()));

        assertThat(changed).isEqualTo(2);
        assertThat(list(session, Sql.of("select concat(id, ' ', day) from visit order by id")))
                .containsExactly("11 2020-02-29", "12 2020-02-29", "21 2025-01-03");
    }

    @Test
    void an_update_of_a_value_to_itself_counts_too() throws SQLException {
        session.execute(dialect.fillChunkTable(keys(1), keyType()));

        assertThat(session.update(dialect.updateFrom(
                        read("visit"),
                        List.of(Sql.of(dialect.quote("day") + " = " + dialect.quote(table("visit"), "day"))),
                        visitsOfTheChunk(),
                        ofTheChunk())))
                .isEqualTo(2);
    }

    @Test
    void a_deletion_takes_the_rows_of_the_source_and_counts_them() throws SQLException {
        session.execute(dialect.fillChunkTable(keys(1, 3), keyType()));

        assertThat(session.update(dialect.deleteUsing(read("visit"), visitsOfTheChunk(), ofTheChunk())))
                .isEqualTo(2);
        assertThat(list(session, Sql.of("select id from visit"))).containsExactly("21");
    }

    @Test
    void what_a_database_would_check_at_the_commit_can_be_checked_before() throws SQLException {
        String deferred = product == Product.POSTGRESQL ? " deferrable initially deferred" : "";
        execute(
                session,
                "create table badge (id bigint primary key, member_id bigint, foreign key (member_id) references member (id)"
                        + deferred + ")");
        session.connection().commit();
        session.execute(dialect.checkDeferred());

        SQLException refused = catchThrowableOfType(SQLException.class, () -> {
            execute(session, "insert into badge values (1, 99)");
            session.execute(dialect.checkDeferred());
        });

        assertThat(ConnectionFailure.classify(refused)).isEqualTo(ConnectionFailure.Failure.DATA);
    }
}

package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.ProofReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the map says now is done to everybody the run has treated before, and to nobody else. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class MendedMapTest {
    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    /** Four treated members; then the schema changes, and with it the plan. */
    @BeforeEach
    void treat() {
        studio = Studio.open(product, directory).fill(4);
        studio.run(studio.preview(1, 2, 3, 4));
        studio.database()
                .execute(
                        product == Product.POSTGRESQL
                                ? "alter table check_in alter fee type numeric(9,2)"
                                : "alter table check_in modify fee numeric(9,2)",
                        "update member set first_name = 'Anna', last_name = 'Neumann' where id <= 4");
    }

    private void resume() {
        studio.palimpsest().resume(Optional.empty(), RunEvent.Listener.none());
    }

    private String names(long member) {
        return studio.rows("select first_name, last_name from member where id = " + member)
                .getFirst();
    }

    @Test
    void is_not_applied_to_somebody_who_came_back() {
        studio.database().execute("insert into contract (member_id, number) values (1, 'C-new')");
        resume();
        assertThat(names(1)).isEqualTo("Anna|Neumann");
        assertThat(names(2)).isEqualTo("Member|was anonymised");
    }

    @Test
    void is_not_applied_to_somebody_who_may_never_be_forgotten_since() {
        studio.database().execute("update member set status = 'STAFF' where id = 1");
        resume();
        assertThat(names(1)).isEqualTo("Anna|Neumann");
        assertThat(names(2)).isEqualTo("Member|was anonymised");
        // which excuses nothing
        assertThat(studio.palimpsest().prove(Optional.empty()).green()).isFalse();
    }

    @Test
    void one_whom_the_data_stand_against_does_not_hold_up_the_others() {
        studio.database()
                .execute("alter table member add constraint stays_a_person check (id <> 2 or first_name <> 'Member')");

        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(this::resume)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MENDED_MAP_REFUSED))
                .withMessageContaining("1 x PAL-DB-006")
                .withMessageNotContaining("Anna");

        assertThat(studio.rows("select id from member where first_name = 'Anna' order by id"))
                .containsExactly("2");
        ProofReport red = studio.palimpsest().prove(Optional.empty());
        assertThat(red.green()).isFalse();

        studio.database().execute("alter table member drop constraint stays_a_person");
        resume();
        assertThat(names(2)).isEqualTo("Member|was anonymised");
        assertThat(studio.palimpsest().prove(Optional.empty()).findings()).isEmpty();
    }

    @Test
    void whom_somebody_holds_for_a_while_is_treated_afterwards() throws SQLException {
        try (Connection clerk = studio.database().connection();
                Statement statement = clerk.createStatement()) {
            clerk.setAutoCommit(false);
            statement.execute("select * from member where id = 3 for update");
            AtomicBoolean held = new AtomicBoolean(true);
            RunEvent.Listener lettingGo = event -> {
                if (event instanceof RunEvent.Waiting && held.getAndSet(false)) {
                    commit(clerk);
                }
            };
            studio.palimpsest().resume(Optional.empty(), lettingGo);
            assertThat(held).isFalse();
        }
        assertThat(studio.rows("select id from member where first_name = 'Anna'"))
                .isEmpty();
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException broken) {
            throw new AssertionError(broken);
        }
    }
}

package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** People who are moved to an anonymous profile while others write, or whose run is stopped. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class InterruptedReassignTest {
    private static final String REVENUE =
            "select substring(cast(emise_le as char(10)), 1, 7), count(*), sum(total) from facture group by 1 order by 1";

    @Parameter
    private TestDatabase.Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Boutique boutique;

    @Test
    void waits_for_whoever_uses_the_profile_and_then_goes_on() throws SQLException {
        boutique = Boutique.open(product, directory).fill("Anne");
        Preview preview = boutique.preview();
        int[] attempts = {0};
        try (Connection business = boutique.database().connection();
                Statement statement = business.createStatement()) {
            business.setAutoCommit(false);
            statement.execute(
                    "insert into reservation (client_id, seance_id, prise_le, prix) values (1, 9, '2026-01-01', 1)");
            RunResult result = boutique.palimpsest().run(preview, preview.digest(), "test", event -> {
                if (event instanceof RunEvent.Waiting && attempts[0]++ == 0) {
                    commit(business);
                }
            });
            assertThat(result.done()).isEqualTo(1);
        }
        assertThat(attempts[0]).isPositive();
        assertThat(boutique.database().count("select count(*) from reservation where client_id = 1"))
                .isEqualTo(3);
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void stopped_before_any_statement_it_resumes_to_whole_people_only() throws SQLException {
        stopBeforeEvery(9);
    }

    @Test
    @Tag("slow")
    void stopped_before_any_statement_it_resumes_to_whole_people_only_in_a_campaign() throws SQLException {
        stopBeforeEvery(1);
    }

    private void stopBeforeEvery(int step) throws SQLException {
        boutique = Boutique.open(product, directory).with(Boutique.SHARED, Boutique.STUB);
        int[] statements = {0};
        boutique.fill("Anne");
        Preview first = boutique.preview();
        boutique.palimpsest(new Watched(boutique.database().dataSource(), sql -> statements[0]++))
                .run(first, first.digest(), "test", RunEvent.Listener.none());
        int all = statements[0];
        for (int stop = all / 3; stop < all; stop += step) {
            boutique.fill("Stop" + Character.toString('a' + stop % 26) + Character.toString('a' + stop / 26));
            Preview preview = boutique.preview();
            List<String> revenue = boutique.database().rows(REVENUE);
            int left = stop;
            int[] seen = {0};
            var unused = catchThrowableOfType(
                    PalimpsestException.class,
                    () -> boutique.palimpsest(new Watched(boutique.database().dataSource(), sql -> {
                                if (++seen[0] == left) {
                                    throw new SQLException("cut", "08006");
                                }
                            }))
                            .run(preview, preview.digest(), "test", RunEvent.Listener.none()));
            List<String> begun = boutique.database()
                    .rows("select run_id from palimpsest_run where preview_digest = '" + preview.digest() + "'");
            if (begun.isEmpty()) {
                boutique.run(preview);
            } else {
                boutique.palimpsest().resume(Optional.of(new RunId(begun.getFirst())), RunEvent.Listener.none());
            }
            assertThat(boutique.database().count("select count(*) from client where prenom like 'Stop%'"))
                    .as("stopped before statement %s", stop)
                    .isZero();
            assertThat(boutique.database().rows(REVENUE)).isEqualTo(revenue);
            assertThat(boutique.database().rows("select client_id, count(*) from reservation group by 1"))
                    .allMatch(row -> row.endsWith("|2"));
        }
    }

    @Test
    void somebody_else_who_is_being_written_about_holds_up_nobody_where_the_shared_profile_has_no_index()
            throws SQLException {
        boutique = Boutique.open(product, directory)
                .with("shared: \"code = 'EXTERNE'\"", "shared: \"nom = 'supprimé'\"")
                .fill("Anne", "Luc");
        Preview preview = boutique.preview(boutique.id("Anne"));
        try (Connection business = boutique.database().connection();
                Statement statement = business.createStatement()) {
            business.setAutoCommit(false);
            statement.execute("update client set statut = 'PAYE' where id = " + boutique.id("Luc"));

            assertThat(boutique.run(preview).done()).isEqualTo(1);
            business.rollback();
        }
    }
}

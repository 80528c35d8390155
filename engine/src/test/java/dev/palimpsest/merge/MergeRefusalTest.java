package dev.palimpsest.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Refused;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is not merged, and that nothing has changed then. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class MergeRefusalTest {
    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Twins twins;

    @Test
    void a_collision_that_the_map_does_not_settle_is_refused_before_anything_changes() {
        twins = Twins.open(product, directory, "merge: {columns: {email: new}}");
        List<String> before = twins.everything();

        PalimpsestException refused = Refused.by(twins::merge);

        assertThat(refused.code()).isEqualTo(ErrorCode.MERGE_COLLISION);
        assertThat(refused).hasMessageContaining(twins.place("reglage")).hasMessageContaining("client_id+cle");
        assertThat(Refused.by(twins::look).code()).isEqualTo(ErrorCode.MERGE_COLLISION);
        assertThat(twins.everything()).isEqualTo(before);
    }

    @Test
    void shows_first_what_would_move_and_collide_and_changes_nothing() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");
        List<String> before = twins.everything();

        MergeResult shown = twins.look();

        assertThat(shown.done()).isFalse();
        assertThat(shown.removed()).isTrue();
        assertThat(shown.collisions()).hasSize(1);
        assertThat(twins.everything()).isEqualTo(before);
        MergeResult done = twins.palimpsest().merge(twins.request(), shown.digest(), "test");
        assertThat(done.moved()).isEqualTo(shown.moved());
    }

    @Test
    void is_refused_when_something_else_would_happen_than_was_confirmed() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");
        MergeResult shown = twins.look();
        twins.database()
                .execute("insert into reservation (client_id, seance_id, prise_le, prix) values (" + twins.anne()
                        + ", 9, '2026-01-01', 1)");
        List<String> before = twins.everything();

        assertThat(Refused.by(() -> twins.palimpsest().merge(twins.request(), shown.digest(), "test"))
                        .code())
                .isEqualTo(ErrorCode.PREVIEW_NOT_CONFIRMED);
        assertThat(twins.everything()).isEqualTo(before);
    }

    @Test
    void neither_the_anonymous_profile_nor_somebody_anonymised_can_be_merged() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");
        twins.with("  inactive-for: P2Y", "  inactive-for: P2Y\n  never: \"code = 'EXTERNE'\"");
        twins.boutique().run(twins.boutique().preview(twins.anne()));

        assertThat(Refused.by(twins::merge)).hasMessageContaining("'records-kept'");
        assertThat(Refused.by(() -> twins.palimpsest()
                        .merge(
                                new MergeRequest(Twins.key(twins.anna()), Twins.key(1), MergeReason.REQUEST, false),
                                Merger.YES,
                                "test")))
                .hasMessageContaining("'never'")
                .hasMessageContaining("merge into the shared one");
        assertThat(Refused.by(() -> twins.palimpsest()
                        .merge(new MergeRequest(
                                Twins.key(twins.anna()), Twins.key(twins.anna()), MergeReason.OTHER, false))))
                .hasMessageContaining("into itself");
        assertThat(Refused.by(() -> twins.palimpsest()
                        .merge(new MergeRequest(Twins.key(twins.anna()), Twins.key(4711), MergeReason.OTHER, false))))
                .hasMessageContaining("no row with the key 4711");
    }

    @Test
    void a_trigger_that_changes_an_amount_undoes_everything() {
        twins = Twins.open(
                product,
                directory,
                "merge: {collisions: {reglage: new}}",
                product.trigger("t", "before update on reservation", "set new.prix = 0;"));
        List<String> before = twins.everything();

        assertThat(Refused.by(twins::merge).code()).isEqualTo(ErrorCode.STATISTIC_CHANGED);
        assertThat(twins.everything()).isEqualTo(before);
    }

    @Test
    void somebody_who_is_being_written_about_is_not_merged_now() throws SQLException {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");
        try (Connection business = twins.database().connection();
                Statement statement = business.createStatement()) {
            business.setAutoCommit(false);
            statement.execute("update reservation set prix = 1 where client_id = " + twins.anne());

            assertThat(Refused.by(twins::merge).code()).isEqualTo(ErrorCode.RUN_BUSY);
            business.rollback();
        }
        assertThat(twins.merge().done()).isTrue();
    }
}

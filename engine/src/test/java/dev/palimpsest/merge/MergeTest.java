package dev.palimpsest.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase.Product;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two profiles of the same person become one: nothing is lost, and the map says who wins where both cannot stay. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class MergeTest {
    private static final String COLLIDING = "alter table reservation add unique (client_id, seance_id)";
    private static final String REVENUE = "select count(*), sum(total) from facture";

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Twins twins;

    @Test
    @Requirement("EV-10")
    void everything_of_the_old_profile_belongs_to_the_new_one() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");
        List<String> revenue = twins.database().rows(REVENUE);

        MergeResult result = twins.merge();

        assertThat(result.done()).isTrue();
        assertThat(result.moved())
                .containsEntry(twins.place("reservation.client_id"), 2L)
                .containsEntry(twins.place("facture.client_id"), 2L)
                .containsEntry(twins.place("reglage.client_id"), 0L);
        assertThat(twins.database().count("select count(*) from reservation where client_id = " + twins.anna()))
                .isEqualTo(4);
        assertThat(twins.database().rows(REVENUE)).isEqualTo(revenue);
        assertThat(twins.database().rows("select id from client where id > 1"))
                .containsExactly(Long.toString(twins.anna()));
    }

    @Test
    void the_settings_of_the_new_profile_win_where_the_map_says_so() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");

        MergeResult result = twins.merge();

        assertThat(result.lost()).isEqualTo(1);
        assertThat(twins.database().rows("select client_id, cle, valeur from reglage"))
                .containsExactly(twins.anna() + "|langue|en");
    }

    @Test
    void the_settings_of_the_old_profile_win_where_the_map_says_so() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: old}}");

        MergeResult result = twins.merge();

        assertThat(result.lost()).isEqualTo(1);
        assertThat(result.moved()).containsEntry(twins.place("reglage.client_id"), 1L);
        assertThat(twins.database().rows("select client_id, cle, valeur from reglage"))
                .containsExactly(twins.anna() + "|langue|fr");
    }

    @Test
    void rows_behind_a_booking_that_lost_follow_the_booking_that_stays() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new, reservation: new}}", COLLIDING);

        MergeResult result = twins.merge();

        assertThat(result.collisions())
                .extracting(collision -> collision.table() + " " + collision.lost())
                .containsExactlyInAnyOrder(twins.place("reservation 2"), twins.place("reglage 1"));
        assertThat(twins.database().count("select count(*) from reservation")).isEqualTo(2);
        assertThat(twins.database()
                        .rows("select r.client_id, count(*) from presence p join reservation r"
                                + " on r.id = p.reservation_id group by 1"))
                .containsExactly(twins.anna() + "|4");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_triggers_log_of_the_merge_follows_the_person_and_does_not_stand_in_its_way(boolean loggedBefore) {
        String written = "insert into journal (client_id, texte) values (old.id, concat(old.prenom, ' ', old.email));";
        twins = Twins.open(
                        product,
                        directory,
                        "merge: {collisions: {reglage: new}, columns: {prenom: old}}",
                        "create table journal (id {serial}, client_id bigint, texte varchar(99))",
                        "create index journal_client on journal (client_id)",
                        product.trigger("updated", "after update on client", written),
                        product.trigger("deleted", "after delete on client", written))
                .with("  reglage: delete", "  reglage: delete\n  journal: {via: client_id, delete: rows}");
        if (loggedBefore) {
            twins.database()
                    .execute("update client set statut = 'X' where id in (" + twins.anne() + ", " + twins.anna() + ")");
        }
        List<String> revenue = twins.database().rows(REVENUE);

        twins.merge();

        assertThat(twins.database().rows("select distinct client_id from journal"))
                .containsExactly(Long.toString(twins.anna()));
        assertThat(twins.database().count("select count(*) from journal where texte like 'Anne anne@%'"))
                .isEqualTo(loggedBefore ? 2 : 1);
        assertThat(twins.database().rows(REVENUE)).isEqualTo(revenue);
    }

    @Test
    @Requirement("EV-11")
    void the_old_profile_may_stay_emptied() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");

        twins.palimpsest().merge(twins.request(true), Merger.YES, "test");

        assertThat(twins.database().rows("select prenom, email from client where id = " + twins.anne()))
                .containsExactly("Anne|anne@exemple.fr");
        assertThat(twins.database().count("select count(*) from reservation where client_id = " + twins.anne()))
                .isZero();
        assertThat(twins.database().rows("select email from client where id = " + twins.anna()))
                .containsExactly("anna@exemple.fr");
    }

    @Test
    void statutory_records_that_stay_as_they_are_are_named() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");

        MergeResult shown = twins.look();

        assertThat(shown.kept()).isEqualTo(Map.of(twins.place("facture.client_id"), 1L));
        assertThat(shown.moved()).containsEntry(twins.place("facture.client_id"), 2L);
    }

    @Test
    void a_blocker_does_not_matter_since_the_person_stays() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");
        twins.database()
                .execute("insert into facture (client_id, numero, emise_le, total) values (" + twins.anne()
                        + ", 'X', '2026-01-01', -5)");

        assertThat(twins.merge().done()).isTrue();
    }

    @Test
    void references_of_tables_that_the_map_leaves_alone_move_too() {
        twins = Twins.open(
                product,
                directory,
                "merge: {collisions: {reglage: new}}",
                "create table parrainage (id {serial}, filleul_id bigint references client (id) on delete cascade)");
        twins.with("  reglage: delete", "  reglage: delete\n  parrainage: ignore");
        twins.database().execute("insert into parrainage (filleul_id) values (" + twins.anne() + ")");

        twins.merge();

        assertThat(twins.database().rows("select filleul_id from parrainage"))
                .containsExactly(Long.toString(twins.anna()));
    }

    @Test
    void nobody_refers_to_themselves_because_the_two_were_one() {
        twins = Twins.open(
                product,
                directory,
                "merge: {collisions: {reglage: new}}",
                "alter table client add parrain_id bigint references client (id)");
        twins.with("keep: [groupe_id", "keep: [parrain_id, groupe_id");
        twins.database()
                .execute("update client set parrain_id = " + twins.anne() + " where id in (1, " + twins.anna() + ")");

        twins.merge();

        assertThat(twins.database().rows("select id, parrain_id from client order by id"))
                .containsExactly("1|" + twins.anna(), twins.anna() + "|null");
    }
}

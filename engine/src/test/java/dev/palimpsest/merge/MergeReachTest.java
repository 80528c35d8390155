package dev.palimpsest.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Refused;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which rows a merge moves: all that are the old profile's, and none of anybody else. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class MergeReachTest {
    private static final String ONE_SETTING = "  reglage: delete";
    private static final String TWICE = "alter table reservation add unique (client_id, seance_id)";

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Twins twins;

    /** The same person twice, and Zoé. */
    private void twice(String merge, String... more) {
        twins = Twins.open(product, directory, merge, more);
        twins.boutique().fill("Zoé");
    }

    /** Refused already when it is only looked at. */
    private PalimpsestException refused() {
        PalimpsestException refused = Refused.by(twins::merge);
        assertThat(Refused.by(twins::look)).hasMessage(refused.getMessage());
        assertThat(twins.database().count("select count(*) from client where id = " + twins.anne()))
                .as("both are there")
                .isEqualTo(1);
        return refused;
    }

    @Test
    void moves_a_row_that_the_map_leaves_out_by_a_condition_but_a_foreign_key_ties_to_the_person() {
        twice(
                "merge: {collisions: {reglage: new}}",
                "create table avoir (id {serial}, client_id bigint not null, montant numeric(8,2),"
                        + " foreign key (client_id) references client (id) on delete cascade)");
        twins.with(ONE_SETTING, ONE_SETTING + "\n  avoir: {via: client_id, where: \"montant > 0\", keep: all}");
        twins.database()
                .execute("insert into avoir (client_id, montant) values (" + twins.anne() + ", 5), (" + twins.anne()
                        + ", 0)");

        MergeResult result = twins.merge();

        assertThat(result.moved()).containsEntry(twins.database().schema() + ".avoir.client_id", 2L);
        assertThat(twins.database().rows("select client_id, montant from avoir order by montant"))
                .containsExactly(twins.anna() + "|0.00", twins.anna() + "|5.00");
    }

    @Test
    void leaves_a_row_of_another_kind_alone_whose_owner_happens_to_have_the_same_number() {
        twice(
                "merge: {collisions: {reglage: new}}",
                "create table etiquette (id {serial}, sorte varchar(20) not null, cible bigint not null)");
        twins.with(ONE_SETTING, ONE_SETTING + "\n  etiquette: {via: cible, where: \"sorte = 'client'\", keep: all}");
        twins.database()
                .execute("insert into etiquette (sorte, cible) values ('client', " + twins.anne() + "), ('seance', "
                        + twins.anne() + ")");

        twins.merge();

        assertThat(twins.database().rows("select sorte, cible from etiquette order by 1"))
                .containsExactly("client|" + twins.anna(), "seance|" + twins.anne());
    }

    @Test
    void of_rows_behind_a_row_that_lost_only_its_own_follow_the_one_that_stays() {
        twice(
                "merge: {collisions: {reglage: new, reservation: new}}",
                TWICE,
                "create table memo (id {serial}, sorte varchar(20) not null, cible bigint not null)");
        twins.with(
                ONE_SETTING,
                ONE_SETTING
                        + "\n  memo: {via: [cible -> reservation.id, client_id], where: \"sorte = 'reservation'\", keep: all}");
        String lost = twins.database()
                .rows("select min(id) from reservation where client_id = " + twins.anne())
                .getFirst();
        String stays = twins.database()
                .rows("select min(id) from reservation where client_id = " + twins.anna())
                .getFirst();
        twins.database()
                .execute("insert into memo (sorte, cible) values ('reservation', " + lost + "), ('facture', " + lost
                        + ")");

        twins.merge();

        assertThat(twins.database().rows("select sorte, cible from memo order by 1"))
                .containsExactly("facture|" + lost, "reservation|" + stays);
    }

    @Test
    void refuses_where_rows_behind_a_colliding_row_refer_to_it_by_several_columns() {
        twice(
                "merge: {collisions: {reglage: new}}",
                "create table niveau (client_id bigint not null, cours int not null, note int,"
                        + " primary key (client_id, cours), foreign key (client_id) references client (id))",
                "create table epreuve (id {serial}, client_id bigint not null, cours int not null, points int,"
                        + " foreign key (client_id, cours) references niveau (client_id, cours) on delete cascade)");
        twins.with("{reglage: new}", "{reglage: new, niveau: new}");
        twins.with(
                ONE_SETTING,
                ONE_SETTING
                        + "\n  niveau: {via: client_id, keep: all}\n  epreuve: {via: client_id -> client.id, keep: all}");
        twins.database()
                .execute(
                        "insert into niveau values (" + twins.anne() + ", 1, 10), (" + twins.anna() + ", 1, 12)",
                        "insert into epreuve (client_id, cours, points) values (" + twins.anne() + ", 1, 7)");

        PalimpsestException refused = refused();

        assertThat(refused.code()).isEqualTo(ErrorCode.MERGE_REFUSED);
        assertThat(refused).hasMessageContaining("epreuve").hasMessageContaining("could not follow");
        assertThat(twins.database().count("select count(*) from epreuve")).isEqualTo(1);
    }

    @Test
    void refuses_to_take_over_the_value_by_which_rows_lead_to_the_old_profile() {
        withCards("merge: {collisions: {reglage: new}, columns: {code: old}}");
        twins.database().execute("insert into carte (code) values ('C-Anne')");

        PalimpsestException refused = refused();

        assertThat(refused.code()).isEqualTo(ErrorCode.MERGE_REFUSED);
        assertThat(refused).hasMessageContaining("carte").hasMessageContaining("'code: old'");
    }

    @Test
    void refuses_to_take_over_a_value_where_rows_lead_to_the_new_profile_by_its_own() {
        withCards("merge: {collisions: {reglage: new}, columns: {code: old}}");
        twins.database().execute("insert into carte (code) values ('C-Anna')");

        assertThat(refused()).hasMessageContaining("carte").hasMessageContaining("'code: old'");
        assertThat(twins.database().rows("select code from carte")).containsExactly("C-Anna");
    }

    @Test
    void rows_that_lead_to_the_person_by_another_column_than_the_key_move_as_well() {
        withCards("merge: {collisions: {reglage: new}}");
        twins.database().execute("insert into carte (code) values ('C-Anne'), ('C-Zoé')");

        twins.merge();

        assertThat(twins.database().rows("select code from carte order by id")).containsExactly("C-Anna", "C-Zoé");
    }

    @Test
    void is_held_up_by_whoever_writes_about_either_profile_and_by_nobody_else() throws SQLException {
        twice("merge: {collisions: {reglage: new}}");
        for (long profile : new long[] {twins.anne(), twins.anna()}) {
            try (Connection business = twins.database().connection();
                    Statement statement = business.createStatement()) {
                business.setAutoCommit(false);
                statement.execute("update client set statut = 'PAYE' where id = " + profile);

                assertThat(Refused.by(twins::merge).code()).isEqualTo(ErrorCode.RUN_BUSY);
                business.rollback();
            }
        }
        try (Connection business = twins.database().connection();
                Statement statement = business.createStatement()) {
            business.setAutoCommit(false);
            statement.execute("update client set statut = 'PAYE' where id = "
                    + twins.boutique().id("Zoé"));
            statement.execute("update facture set total = 1 where client_id = "
                    + twins.boutique().id("Zoé"));

            assertThat(twins.merge().done()).isTrue();
            business.rollback();
        }
    }

    /** Cards that lead to the person by the code. */
    private void withCards(String merge) {
        twice(merge, "create table carte (id {serial}, code varchar(40) not null)");
        twins.with(ONE_SETTING, ONE_SETTING + "\n  carte: {via: code -> client.code, keep: all}")
                .with("code: erase, keep: [", "keep: [code, ");
    }
}

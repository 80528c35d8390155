package dev.palimpsest.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.Boutique;
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
    private Boutique boutique;

    private long anne;
    private long anna;

    /** The same person twice, and Zoé. */
    private Boutique twice(String merge, String... more) {
        boutique = Boutique.open(product, directory, more)
                .inPlace()
                .with("treatment:", merge + "\ntreatment:")
                .fill("Zoé", "Anne", "Anna");
        anne = boutique.id("Anne");
        anna = boutique.id("Anna");
        return boutique;
    }

    private MergeResult merge() {
        return boutique.palimpsest().merge(request(), Merger.YES, "test");
    }

    private MergeRequest request() {
        return new MergeRequest(
                new SubjectKey(Long.toString(anne)), new SubjectKey(Long.toString(anna)), MergeReason.DUPLICATE, false);
    }

    /** Refused already when it is only looked at. */
    private PalimpsestException refused() {
        PalimpsestException refused = catchThrowableOfType(PalimpsestException.class, this::merge);
        assertThat(refused).as("a refusal").isNotNull();
        assertThat(catchThrowableOfType(
                        PalimpsestException.class, () -> boutique.palimpsest().merge(request())))
                .as("the refusal of a look")
                .hasMessage(refused.getMessage());
        assertThat(boutique.database().count("select count(*) from client where id = " + anne))
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
        boutique.with(ONE_SETTING, ONE_SETTING + "\n  avoir: {via: client_id, where: \"montant > 0\", keep: all}");
        boutique.database()
                .execute("insert into avoir (client_id, montant) values (" + anne + ", 5), (" + anne + ", 0)");

        MergeResult result = merge();

        assertThat(result.moved()).containsEntry(boutique.database().schema() + ".avoir.client_id", 2L);
        assertThat(boutique.database().rows("select client_id, montant from avoir order by montant"))
                .containsExactly(anna + "|0.00", anna + "|5.00");
    }

    @Test
    void leaves_a_row_of_another_kind_alone_whose_owner_happens_to_have_the_same_number() {
        twice(
                "merge: {collisions: {reglage: new}}",
                "create table etiquette (id {serial}, sorte varchar(20) not null, cible bigint not null)");
        boutique.with(ONE_SETTING, ONE_SETTING + "\n  etiquette: {via: cible, where: \"sorte = 'client'\", keep: all}");
        boutique.database()
                .execute("insert into etiquette (sorte, cible) values ('client', " + anne + "), ('seance', " + anne
                        + ")");

        merge();

        assertThat(boutique.database().rows("select sorte, cible from etiquette order by 1"))
                .containsExactly("client|" + anna, "seance|" + anne);
    }

    @Test
    void of_rows_behind_a_row_that_lost_only_its_own_follow_the_one_that_stays() {
        twice(
                "merge: {collisions: {reglage: new, reservation: new}}",
                TWICE,
                "create table memo (id {serial}, sorte varchar(20) not null, cible bigint not null)");
        boutique.with(
                ONE_SETTING,
                ONE_SETTING
                        + "\n  memo: {via: [cible -> reservation.id, client_id], where: \"sorte = 'reservation'\", keep: all}");
        String lost = boutique.database()
                .rows("select min(id) from reservation where client_id = " + anne)
                .getFirst();
        String stays = boutique.database()
                .rows("select min(id) from reservation where client_id = " + anna)
                .getFirst();
        boutique.database()
                .execute("insert into memo (sorte, cible) values ('reservation', " + lost + "), ('facture', " + lost
                        + ")");

        merge();

        assertThat(boutique.database().rows("select sorte, cible from memo order by 1"))
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
        boutique.with("{reglage: new}", "{reglage: new, niveau: new}");
        boutique.with(
                ONE_SETTING,
                ONE_SETTING
                        + "\n  niveau: {via: client_id, keep: all}\n  epreuve: {via: client_id -> client.id, keep: all}");
        boutique.database()
                .execute(
                        "insert into niveau values (" + anne + ", 1, 10), (" + anna + ", 1, 12)",
                        "insert into epreuve (client_id, cours, points) values (" + anne + ", 1, 7)");

        PalimpsestException refused = refused();

        assertThat(refused.code()).isEqualTo(ErrorCode.MERGE_REFUSED);
        assertThat(refused).hasMessageContaining("epreuve").hasMessageContaining("could not follow");
        assertThat(boutique.database().count("select count(*) from epreuve")).isEqualTo(1);
    }

    @Test
    void refuses_to_take_over_the_value_by_which_rows_lead_to_the_old_profile() {
        withCards("merge: {collisions: {reglage: new}, columns: {code: old}}");
        boutique.database().execute("insert into carte (code) values ('C-Anne')");

        PalimpsestException refused = refused();

        assertThat(refused.code()).isEqualTo(ErrorCode.MERGE_REFUSED);
        assertThat(refused).hasMessageContaining("carte").hasMessageContaining("'code: old'");
    }

    @Test
    void refuses_to_take_over_a_value_where_rows_lead_to_the_new_profile_by_its_own() {
        withCards("merge: {collisions: {reglage: new}, columns: {code: old}}");
        boutique.database().execute("insert into carte (code) values ('C-Anna')");

        assertThat(refused()).hasMessageContaining("carte").hasMessageContaining("'code: old'");
        assertThat(boutique.database().rows("select code from carte")).containsExactly("C-Anna");
    }

    @Test
    void rows_that_lead_to_the_person_by_another_column_than_the_key_move_as_well() {
        withCards("merge: {collisions: {reglage: new}}");
        boutique.database().execute("insert into carte (code) values ('C-Anne'), ('C-Zoé')");

        merge();

        assertThat(boutique.database().rows("select code from carte order by id"))
                .containsExactly("C-Anna", "C-Zoé");
    }

    @Test
    void is_held_up_by_whoever_writes_about_either_profile_and_by_nobody_else() throws SQLException {
        twice("merge: {collisions: {reglage: new}}");
        for (long profile : new long[] {anne, anna}) {
            try (Connection business = boutique.database().connection();
                    Statement statement = business.createStatement()) {
                business.setAutoCommit(false);
                statement.execute("update client set statut = 'PAYE' where id = " + profile);

                assertThat(catchThrowableOfType(PalimpsestException.class, this::merge)
                                .code())
                        .isEqualTo(ErrorCode.RUN_BUSY);
                business.rollback();
            }
        }
        try (Connection business = boutique.database().connection();
                Statement statement = business.createStatement()) {
            business.setAutoCommit(false);
            statement.execute("update client set statut = 'PAYE' where id = " + boutique.id("Zoé"));
            statement.execute("update facture set total = 1 where client_id = " + boutique.id("Zoé"));

            assertThat(merge().done()).isTrue();
            business.rollback();
        }
    }

    /** Cards that lead to the person by the code. */
    private void withCards(String merge) {
        twice(merge, "create table carte (id {serial}, code varchar(40) not null)");
        boutique.with(ONE_SETTING, ONE_SETTING + "\n  carte: {via: code -> client.code, keep: all}")
                .with("code: erase, keep: [", "keep: [code, ");
    }
}

package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.proof.ProofReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Of whom nothing is kept, the own row goes; that is written down, and the key is free again. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class RemovedRowsTest {
    @Parameter
    private TestDatabase.Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Boutique boutique;

    @Test
    void of_whom_nothing_is_kept_the_row_goes_and_the_others_stay_without_their_names() {
        boutique = Boutique.open(product, directory)
                .with("  " + Boutique.SHARED, "  delete-when-nothing-kept: true")
                .with(
                        "client: delete",
                        "client: {prenom: {replace: Client}, nom: {replace: supprimé}, email: erase,"
                                + " code: erase, keep: [groupe_id, statut, cree_le]}")
                .with("client_id: reassign, remarque", "remarque")
                .with("    client_id: reassign\n", "")
                .fill("Anne");
        boutique.database()
                .execute(
                        "insert into client (code, prenom, nom, email, cree_le) values ('P', 'Eve', 'Petit', 'eve@exemple.fr', '2014-01-01')",
                        "insert into reglage (client_id, cle) select id, 'x' from client where prenom = 'Eve'",
                        "delete from client where id = 1");
        long anne = boutique.id("Anne");
        long eve = boutique.id("Eve");
        Preview preview = boutique.preview();

        RunResult result = boutique.run(preview);

        assertThat(preview.tables())
                .filteredOn(effect -> effect.table().equals("client"))
                .extracting(effect -> effect.action() + " " + effect.rows())
                .containsExactly("treat 2", "delete 1");
        assertThat(result.done()).isEqualTo(2);
        assertThat(result.removed()).isEqualTo(1);
        assertThat(result.merged()).isZero();
        assertThat(boutique.database().rows("select id, prenom from client")).containsExactly(anne + "|Client");
        assertThat(boutique.database().rows("select outcome from palimpsest_receipt where subject_key = '" + eve + "'"))
                .containsExactly("done");
        ProofReport proof = boutique.prove();
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
        assertThat(boutique.palimpsest().titles(List.of(new SubjectKey(Long.toString(eve)))))
                .isEmpty();
    }

    @Test
    void what_a_mended_map_removes_is_written_down() {
        boutique = Boutique.open(product, directory).inPlace().fill("Anne");
        boutique.database()
                .execute(
                        "insert into client (code, prenom, nom, email, cree_le) values ('P', 'Eve', 'Petit', 'eve@exemple.fr', '2014-01-01')",
                        "delete from client where id = 1");
        boutique.run(boutique.preview());
        boutique.with("inactive-for: P2Y", "inactive-for: P2Y\n  delete-when-nothing-kept: true");

        RunResult result = boutique.palimpsest().resume(Optional.empty(), RunEvent.Listener.none());

        assertThat(result.removed()).isEqualTo(1);
        assertThat(result.again()).as("who was treated again").isEqualTo(2);
        assertThat(result.rows()).as("and their rows").isGreaterThanOrEqualTo(2);
        assertThat(result.recordsKept() + result.anonymised()).isEqualTo(result.done());
        assertThat(boutique.database().rows("select removed, kept_until from palimpsest_receipt order by removed"))
                .hasSize(2)
                .last()
                .asString()
                .matches("(t|true|1)\\|null");
        assertThat(boutique.database().count("select count(*) from palimpsest_receipt where kept_until is not null"))
                .isEqualTo(1);
        assertThat(boutique.prove().findings()).isEmpty();
    }

    @Test
    void whoever_gets_the_key_of_somebody_whose_row_went_is_a_new_person() {
        boutique = Boutique.open(product, directory).fill("Anne");
        long anne = boutique.id("Anne");
        boutique.run(boutique.preview(anne));
        boutique.database()
                .execute("insert into client (id, code, prenom, nom, email, cree_le) values (" + anne
                        + ", 'N', 'Nadia', 'Neuf', 'nadia@exemple.fr', '2014-01-01')");
        // when the map changes, everybody treated is treated again
        boutique.database().execute("alter table reservation add salle varchar(20)");
        boutique.with("keep: [seance_id, prise_le, prix]", "keep: [seance_id, prise_le, prix, salle]");
        boutique.palimpsest().resume(Optional.empty(), RunEvent.Listener.none());
        // then
        assertThat(boutique.database().rows("select prenom, nom, email from client where id = " + anne))
                .containsExactly("Nadia|Neuf|nadia@exemple.fr");
        // a trigger may have brought the old row back: a human has to look
        assertThat(boutique.prove().findings())
                .containsExactly("1 of 1 rows of " + boutique.table("client") + " are not deleted.");
        // and she may be forgotten in her turn
        assertThat(boutique.run(boutique.preview(anne)).done()).isEqualTo(1);
        assertThat(boutique.database()
                        .rows("select outcome from palimpsest_receipt where subject_key = '" + anne + "'"))
                .containsExactly("done", "done");
        assertThat(boutique.prove().findings()).isEmpty();
    }

    @Test
    void a_row_of_somebody_else_that_refers_to_the_person_counts_as_kept() {
        boutique = Boutique.open(
                        product,
                        directory,
                        "alter table client add parrain_id bigint, add foreign key (parrain_id) references client (id)")
                .with("  " + Boutique.SHARED, "  delete-when-nothing-kept: true")
                .with(
                        "client: delete",
                        "client: {prenom: {replace: Client}, nom: {replace: supprimé}, email: erase,"
                                + " code: erase, keep: [groupe_id, statut, cree_le, parrain_id]}")
                .with("client_id: reassign, remarque", "remarque")
                .with("    client_id: reassign\n", "");
        boutique.database()
                .execute(
                        "insert into client (prenom, nom, cree_le) values ('Eve', 'Petit', '2014-01-01')",
                        "update client set parrain_id = (select id from client where prenom = 'Eve') where id = 1");

        RunResult result = boutique.run(boutique.preview(boutique.id("Eve")));

        assertThat(result.done()).isEqualTo(1);
        assertThat(result.removed()).isZero();
    }
}

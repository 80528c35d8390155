package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Refused;
import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.proof.KeptRecords;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.survey.Verdict;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What stays of people who go moves to an anonymous profile, and their own rows go. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class ReassignTest {
    private static final String REVENUE =
            "select substring(cast(emise_le as char(10)), 1, 7), count(*), sum(total) from facture group by 1 order by 1";
    private static final String PARTICIPATION =
            "select seance_id, count(*), sum(prix) from reservation group by 1 order by 1";

    @Parameter
    private TestDatabase.Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Boutique boutique;

    @Test
    @Requirement("EV-05")
    void bookings_and_invoices_move_to_the_anonymous_profile() {
        boutique = Boutique.open(product, directory).fill("Anne", "Luc");
        long anne = boutique.id("Anne");

        RunResult result = boutique.run(boutique.preview(anne));

        assertThat(result.done()).isEqualTo(1);
        assertThat(result.reassigned())
                .containsExactly(
                        Map.entry(boutique.table("facture"), 2L), Map.entry(boutique.table("reservation"), 2L));
        assertThat(
                        boutique.database()
                                .rows(
                                        "select client_id, seance_id, prise_le, prix, remarque from reservation order by id limit 2"))
                .containsExactly("1|1|2015-03-02|12.50|null", "1|2|2015-03-03|25.00|null");
        assertThat(boutique.database().count("select count(*) from reservation where client_id = " + Boutique.PROFILE))
                .isEqualTo(2);
        assertThat(boutique.database().count("select count(*) from facture where client_id = " + Boutique.PROFILE))
                .isEqualTo(2);
    }

    @Test
    @Requirement("EV-11")
    void the_old_profile_disappears_by_itself() {
        boutique = Boutique.open(product, directory).fill("Anne", "Luc");
        long anne = boutique.id("Anne");

        RunResult result = boutique.run(boutique.preview(anne));

        assertThat(result.removed()).isEqualTo(1);
        assertThat(result.merged()).isEqualTo(1);
        assertThat(boutique.database().rows("select prenom from client order by id"))
                .containsExactly("Client", "Luc");
        assertThat(boutique.database().count("select count(*) from reglage")).isEqualTo(1);
    }

    @Test
    @Requirement("EV-03")
    void revenue_per_month_and_participations_are_the_same_before_and_after() {
        boutique = Boutique.open(product, directory).fill("Anne", "Luc", "Zoé");
        List<String> revenue = boutique.database().rows(REVENUE);
        List<String> participation = boutique.database().rows(PARTICIPATION);

        RunResult result = boutique.run(boutique.preview());

        assertThat(result.done()).isEqualTo(3);
        assertThat(boutique.database().rows(REVENUE)).isEqualTo(revenue).hasSize(2);
        assertThat(boutique.database().rows(PARTICIPATION))
                .isEqualTo(participation)
                .hasSize(2);
    }

    @Test
    @Requirement("EV-14")
    void nothing_leads_from_the_profile_to_the_person() {
        boutique = Boutique.open(product, directory).fill("Anne", "Luc");
        long anne = boutique.id("Anne");
        boutique.run(boutique.preview(anne));

        ProofReport proof = boutique.prove();

        assertThat(proof.findings()).isEmpty();
        assertThat(proof.green()).isTrue();
        assertThat(proof.treatments())
                .filteredOn(checked -> checked.treatment().equals("reassigned"))
                .extracting(checked -> checked.table() + "." + checked.column() + " " + checked.rows())
                .containsExactlyInAnyOrder(
                        boutique.table("reservation.client_id 0"), boutique.table("facture.client_id 0"));
        assertThat(boutique.database()
                        .rows("select distinct commentaire from presence p join reservation r"
                                + " on r.id = p.reservation_id where r.client_id = 1"))
                .containsExactly("null");
    }

    @Test
    void an_invoice_inside_its_period_moves_as_it_is_and_an_older_one_without_the_name() {
        boutique = Boutique.open(product, directory).fill("Anne");
        long anne = boutique.id("Anne");

        RunResult result = boutique.run(boutique.preview(anne));

        assertThat(boutique.database().rows("select client_id, nom from facture order by emise_le"))
                .containsExactly("1|Client", "1|Anne Moreau");
        assertThat(result.keptUntil()).containsExactly(Map.entry(LocalDate.of(2033, 12, 31), 1L));
        ProofReport proof = boutique.prove();
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
        assertThat(proof.hitsOf("kept")).isPositive();
        assertThat(proof.keptRecords())
                .containsExactly(new KeptRecords(
                        boutique.table("facture"),
                        "invoice",
                        proof.keptRecords().getFirst().law(),
                        1,
                        1,
                        LocalDate.of(2033, 12, 31),
                        ""));
    }

    @Test
    void a_text_that_still_names_the_person_is_found_in_the_rows_that_moved() {
        boutique = Boutique.open(product, directory)
                .with("remarque: erase, keep: [seance_id", "keep: [remarque, seance_id")
                .fill("Anne");
        boutique.run(boutique.preview());

        ProofReport proof = boutique.prove();

        assertThat(proof.green()).isFalse();
        assertThat(proof.residuals())
                .extracting(residual -> residual.table() + "." + residual.column())
                .contains(boutique.table("reservation.remarque"));
    }

    @Test
    @Requirement("EV-06")
    void nobody_can_select_the_anonymous_profile_itself() {
        boutique = Boutique.open(product, directory).fill("Anne");
        boutique.run(boutique.preview());

        assertThat(boutique.verdicts()).containsEntry("1", Verdict.NEVER);
        assertThat(boutique.preview(Boutique.PROFILE).keys()).isEmpty();
        assertThat(boutique.preview().keys()).isEmpty();
    }

    @Test
    void refuses_to_begin_unless_there_is_exactly_one_profile() {
        boutique = Boutique.open(product, directory)
                .with("code = 'EXTERNE'", "groupe_id = 1")
                .fill("Anne");
        Preview preview = boutique.preview();
        boutique.database().execute("insert into client (groupe_id, prenom, nom) values (1, 'Autre', 'profil')");

        assertThat(List.of(
                        Refused.by(() -> boutique.palimpsest().check()),
                        Refused.by(() -> boutique.preview()),
                        Refused.by(() -> boutique.run(preview))))
                .allSatisfy(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.PROFILE_NOT_ONE);
                    assertThat(refusal).hasMessageContaining("2 rows of " + boutique.table("client"));
                });
        boutique.database().execute("update client set groupe_id = 2 where groupe_id = 1");
        assertThat(Refused.by(() -> boutique.palimpsest().check())).hasMessageContaining("0 rows");
        assertThat(boutique.database().count("select count(*) from client where prenom = 'Anne'"))
                .isEqualTo(1);
    }

    @Test
    void a_trigger_that_changes_an_amount_while_it_moves_fails_that_person_alone() {
        boutique = Boutique.open(
                        product,
                        directory,
                        product.trigger(
                                "cheaper",
                                "before update on facture",
                                "if new.client_id <> old.client_id and old.total = 666 then set new.total = 0; end if;"))
                .fill("Anne", "Luc", "Zoé");
        boutique.database().execute("update facture set total = 666 where numero = 'A-" + boutique.id("Luc") + "'");

        RunResult result = boutique.run(boutique.preview());

        assertThat(result.done()).isEqualTo(2);
        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.failures().keySet()).singleElement().asString().contains("facture", "sum(total)");
        assertThat(boutique.database().rows("select prenom from client order by id"))
                .containsExactly("Client", "Luc");
        assertThat(boutique.database()
                        .count("select count(*) from reservation where client_id = " + boutique.id("Luc")))
                .isEqualTo(2);
    }

    @Test
    void what_a_trigger_writes_when_the_old_profile_goes_is_treated_after_it() {
        String written = "insert into journal (client_id, texte) values (old.id, concat(old.prenom, ' ', old.email));";
        boutique = Boutique.open(
                        product,
                        directory,
                        "create table journal (id {serial}, client_id bigint, texte varchar(99))",
                        "create index journal_client on journal (client_id)",
                        product.trigger("updated", "after update on client", written),
                        product.trigger("deleted", "after delete on client", written))
                .with("  reglage: delete", "  reglage: delete\n  journal: {via: client_id, delete: rows}")
                .fill("Anne", "Luc");
        boutique.database().execute("update client set statut = 'X'");

        boutique.run(boutique.preview(boutique.id("Anne")));

        assertThat(boutique.database().rows("select texte from journal where texte like '%@%'"))
                .containsExactly("Luc luc@exemple.fr");
        assertThat(boutique.prove().green()).isTrue();
    }

    @Test
    void how_long_moved_records_are_kept_is_still_known_after_the_map_was_mended() {
        boutique = Boutique.open(product, directory)
                .with(
                        "client: delete",
                        "client: {prenom: {replace: Client}, nom: {replace: supprimé}, email: erase, code: erase,"
                                + " keep: [groupe_id, statut, cree_le]}")
                .fill("Anne");
        String keptUntil =
                "select kept_until from palimpsest_receipt where subject_key = '" + boutique.id("Anne") + "'";
        boutique.run(boutique.preview(boutique.id("Anne")));
        assertThat(boutique.database().rows(keptUntil)).containsExactly("2033-12-31");

        boutique.database().execute("alter table reservation add salle varchar(20)");
        boutique.with("keep: [seance_id, prise_le, prix]", "keep: [seance_id, prise_le, prix, salle]");
        boutique.palimpsest().resume(Optional.empty(), RunEvent.Listener.none());

        assertThat(boutique.database().rows(keptUntil)).containsExactly("2033-12-31");
    }
}

package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.KeptRecords;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.survey.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
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

    private ProofReport prove() {
        return boutique.palimpsest().prove(Optional.empty());
    }

    private String table(String name) {
        return boutique.database().schema() + "." + name;
    }

    private Map<String, Verdict> verdicts() {
        Map<String, Verdict> verdicts = new HashMap<>();
        boutique.palimpsest().survey(assessment -> verdicts.put(assessment.key().value(), assessment.verdict()));
        return verdicts;
    }

    @Test
    @Requirement("EV-05")
    void bookings_and_invoices_move_to_the_anonymous_profile() {
        boutique = Boutique.open(product, directory).fill("Anne", "Luc");
        long anne = boutique.id("Anne");

        RunResult result = boutique.run(boutique.preview(anne));

        assertThat(result.done()).isEqualTo(1);
        assertThat(result.reassigned())
                .containsExactly(Map.entry(table("facture"), 2L), Map.entry(table("reservation"), 2L));
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

        ProofReport proof = prove();

        assertThat(proof.findings()).isEmpty();
        assertThat(proof.green()).isTrue();
        assertThat(proof.treatments())
                .filteredOn(checked -> checked.treatment().equals("reassigned"))
                .extracting(checked -> checked.table() + "." + checked.column() + " " + checked.rows())
                .containsExactlyInAnyOrder(table("reservation.client_id 0"), table("facture.client_id 0"));
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
        ProofReport proof = prove();
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
        assertThat(proof.hitsOf("kept")).isPositive();
        assertThat(proof.keptRecords())
                .containsExactly(new KeptRecords(
                        table("facture"),
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

        ProofReport proof = prove();

        assertThat(proof.green()).isFalse();
        assertThat(proof.residuals())
                .extracting(residual -> residual.table() + "." + residual.column())
                .contains(table("reservation.remarque"));
    }

    @Test
    @Requirement("EV-06")
    void nobody_can_select_the_anonymous_profile_itself() {
        boutique = Boutique.open(product, directory).fill("Anne");
        boutique.run(boutique.preview());

        assertThat(verdicts()).containsEntry("1", Verdict.NEVER);
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
                        refused(() -> boutique.palimpsest().check()),
                        refused(() -> boutique.preview()),
                        refused(() -> boutique.run(preview))))
                .allSatisfy(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.PROFILE_NOT_ONE);
                    assertThat(refusal).hasMessageContaining("2 rows of " + table("client"));
                });
        boutique.database().execute("update client set groupe_id = 2 where groupe_id = 1");
        assertThat(refused(() -> boutique.palimpsest().check())).hasMessageContaining("0 rows");
        assertThat(boutique.database().count("select count(*) from client where prenom = 'Anne'"))
                .isEqualTo(1);
    }

    private static PalimpsestException refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        PalimpsestException refused = catchThrowableOfType(PalimpsestException.class, call);
        assertThat(refused).as("a refusal").isNotNull();
        return refused;
    }

    @Test
    void each_person_gets_a_profile_of_their_own_where_the_map_wants_it() {
        boutique = Boutique.open(product, directory)
                .with(Boutique.SHARED, Boutique.STUB)
                .with("  reglage: delete", "  reglage: {client_id: reassign, keep: [cle, valeur]}")
                .fill("Anne", "Luc");

        RunResult result = boutique.run(boutique.preview());

        assertThat(result.done()).isEqualTo(2);
        assertThat(boutique.database()
                        .rows("select code, groupe_id, prenom, nom, email from client where code is null"))
                .containsExactly("null|1|Client|supprimé|null", "null|1|Client|supprimé|null");
        assertThat(boutique.database().rows("select client_id, count(*) from reservation group by 1"))
                .hasSize(2)
                .allMatch(row -> row.endsWith("|2"));
        assertThat(boutique.database().count("select count(distinct client_id) from reglage where client_id > 1"))
                .isEqualTo(2);
        ProofReport proof = prove();
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
        assertThat(proof.risk().histories().getFirst().subjects()).isEqualTo(2);
        assertThat(verdicts().values()).contains(Verdict.NEVER).doesNotContain(Verdict.ELIGIBLE);
    }

    @Test
    void no_table_says_whose_a_profile_is() {
        boutique = Boutique.open(product, directory)
                .with(Boutique.SHARED, Boutique.STUB)
                .fill("Anne", "Luc");
        long anne = boutique.id("Anne");
        boutique.run(boutique.preview());

        assertThat(boutique.database().rows("select subject_key from palimpsest_stub"))
                .hasSize(2)
                .doesNotContain(Long.toString(anne));
        assertThat(boutique.database()
                        .rows("select column_name from information_schema.columns"
                                + " where table_name = 'palimpsest_stub' and table_schema = '"
                                + boutique.database().schema() + "' order by 1"))
                .containsExactly("subject_key", "subject_table");
        assertThat(boutique.database()
                        .count("select count(*) from palimpsest_receipt r join palimpsest_stub s"
                                + " on s.subject_key = r.subject_key"))
                .isZero();
    }

    @Test
    void somebody_without_any_booking_leaves_no_empty_profile() {
        boutique = Boutique.open(product, directory).with(Boutique.SHARED, Boutique.STUB);
        boutique.database().execute("insert into client (prenom, nom, cree_le) values ('Eve', 'Petit', '2014-01-01')");

        RunResult result = boutique.run(boutique.preview());

        assertThat(result.removed()).isEqualTo(1);
        assertThat(boutique.database().count("select count(*) from client")).isEqualTo(1);
        assertThat(prove().green()).isTrue();
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
        assertThat(prove().green()).isTrue();
    }

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
        ProofReport proof = prove();
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
        assertThat(prove().findings()).isEmpty();
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
        assertThat(prove().findings()).containsExactly("1 of 1 rows of " + table("client") + " are not deleted.");
        // and she may be forgotten in her turn
        assertThat(boutique.run(boutique.preview(anne)).done()).isEqualTo(1);
        assertThat(boutique.database()
                        .rows("select outcome from palimpsest_receipt where subject_key = '" + anne + "'"))
                .containsExactly("done", "done");
        assertThat(prove().findings()).isEmpty();
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

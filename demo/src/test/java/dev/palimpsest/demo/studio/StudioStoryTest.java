package dev.palimpsest.demo.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.embedded.EmbeddedMariaDb;
import dev.palimpsest.embedded.RunningMariaDb;
import dev.palimpsest.export.ExportForm;
import dev.palimpsest.export.ExportOrder;
import dev.palimpsest.export.ExportResult;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.merge.MergeRequest;
import dev.palimpsest.merge.MergeResult;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.SurveyResult;
import dev.palimpsest.survey.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of the studio: survey, export, preview, run, proof, against what the generator knows. */
@Tag("database")
final class StudioStoryTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final long SEED = Long.getLong("seed", 7);

    /** What the office and the tax adviser look at. */
    private static final List<String> BOOKS = List.of(
            "select date_format(date_facture, '%Y-%m'), statut, count(*), sum(total_ht), sum(tva), sum(total_ttc)"
                    + " from facture group by 1, 2 order by 1, 2",
            "select date_format(f.date_facture, '%Y-%m'), count(*), sum(l.montant) from facture f"
                    + " join ligne_facture l on l.facture_id = f.id group by 1 order by 1",
            "select date_format(date_paiement, '%Y-%m'), moyen, count(*), sum(montant) from paiement group by 1, 2 order by 1, 2",
            "select date_format(r.debut, '%Y-%m'), s.activite_id, r.statut, count(*), sum(r.prix) from reservation r"
                    + " join seance s on s.id = r.seance_id group by 1, 2, 3 order by 1, 2, 3",
            "select formule, statut, count(*), sum(prix_mensuel) from abonnement group by 1, 2 order by 1, 2");

    private static RunningMariaDb mariadb;

    @TempDir
    private Path directory;

    private String database;

    @BeforeAll
    static void start() {
        System.out.println("seed " + SEED);
        mariadb = EmbeddedMariaDb.temporary().start();
    }

    @AfterAll
    static void stop() {
        mariadb.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        database = "s" + Integer.toUnsignedString(test.getDisplayName().hashCode());
    }

    @Test
    @Requirement({"EV-03", "EV-05", "EV-11", "EV-14"})
    void takes_everybody_who_is_eligible_to_a_green_proof_and_leaves_the_books_as_they_were() throws SQLException {
        StudioContents studio = create(600);
        Palimpsest palimpsest = attach();
        assertThat(palimpsest.check().rights().missing()).isEmpty();
        List<Assessment> assessments = new ArrayList<>();
        SurveyResult survey = palimpsest.survey(assessments::add);
        assertThat(survey.subjects()).isEqualTo(600);
        for (Assessment assessment : assessments) {
            Expectation expected =
                    studio.expected(Long.parseLong(assessment.key().value()));
            assertThat(assessment.verdict())
                    .as("verdict of %s", assessment.key())
                    .isEqualTo(expected.verdict());
            assertThat(assessment.lastActivity())
                    .as("activity of %s", assessment.key())
                    .isEqualTo(expected.lastActivity());
        }
        List<Long> leavers = studio.keys(Verdict.ELIGIBLE);
        List<String> books = books();
        long bookings = one("select count(*) from reservation where client_id in " + in(leavers));
        long invoices = one("select count(*) from facture where client_id in " + in(leavers));
        long before = one("select count(*) from client");

        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        RunResult run = palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        assertThat(run.failures()).isEmpty();
        assertThat(run.done()).isEqualTo(leavers.size());
        assertThat(books()).isEqualTo(books);
        assertThat(one("select count(*) from client")).isEqualTo(before - leavers.size());
        assertThat(one("select count(*) from client where id in " + in(leavers)))
                .isZero();
        assertThat(one("select count(*) from reservation where client_id = 1")).isEqualTo(bookings);
        assertThat(one("select count(*) from facture where client_id = 1")).isEqualTo(invoices);
        ProofReport proof = palimpsest.prove(Optional.empty());
        assertThat(proof.green())
                .as("%s %s", proof.findings(), proof.residuals())
                .isTrue();
        assertThat(palimpsest.survey(each -> {}).eligible()).isZero();
    }

    @Test
    @Requirement("EV-01")
    void one_person_who_asks_is_deleted_and_nobody_else() throws SQLException {
        StudioContents studio = create(300);
        long leaver = studio.key(BoundaryCase.NOTHING_UNSETTLED);
        long others = one("select count(*) from client") - 1;
        long settings = one("select count(*) from reglage where client_id <> " + leaver);

        ProofReport proof = forget(leaver);

        assertThat(one("select count(*) from client where id = " + leaver)).isZero();
        assertThat(one("select count(*) from client")).isEqualTo(others);
        assertThat(one("select count(*) from reglage")).isEqualTo(settings);
        assertThat(proof.green())
                .as("%s %s", proof.findings(), proof.residuals())
                .isTrue();
    }

    @Test
    @Requirement({"EV-06", "EV-07", "EV-08"})
    void the_fictitious_profile_stays_as_the_studio_made_it_and_is_never_selected() throws SQLException {
        StudioContents studio = create(300);
        String profile =
                "select c.*, g.nom from client c join groupe g on g.id = c.groupe_id where c.id = " + studio.nobody();
        List<String> before = query(profile);
        assertThat(before.getFirst()).contains("Profil|supprimé", "EXTERNE", "Externe", "|null|null|null");

        forget(studio.key(BoundaryCase.NOTHING_UNSETTLED));

        assertThat(query(profile)).isEqualTo(before);
        List<Assessment> assessments = new ArrayList<>();
        attach().survey(assessments::add);
        assertThat(assessments)
                .filteredOn(each -> each.key().value().equals(Long.toString(studio.nobody())))
                .singleElement()
                .extracting(Assessment::verdict)
                .isEqualTo(Verdict.NEVER);
    }

    @Test
    @Requirement("EV-02")
    void participations_and_invoices_are_secured_first() throws SQLException {
        StudioContents studio = create(300);
        List<Long> leavers = studio.keys(Verdict.ELIGIBLE);

        ExportResult copy = attach().export(new ExportOrder(
                leavers.stream().map(key -> new SubjectKey(Long.toString(key))).toList(),
                Set.of("reservation", "facture", "ligne_facture"),
                Set.of(ExportForm.CSV),
                directory.resolve("copie"),
                "fr",
                false));

        assertThat(copy.people()).isEqualTo(leavers.size());
        assertThat(copy.tables())
                .containsEntry("reservation", one("select count(*) from reservation where client_id in " + in(leavers)))
                .containsEntry("facture", one("select count(*) from facture where client_id in " + in(leavers)));
        assertThat(directory.resolve("copie/facture.csv")).content().contains("F20");
    }

    @Test
    void an_invoice_keeps_its_address_while_the_law_wants_it_and_loses_it_afterwards() throws SQLException {
        StudioContents studio = create(300);
        long leaver = studio.key(BoundaryCase.NOTHING_UNSETTLED);
        execute("update facture set date_facture = '2015-12-31' where client_id = " + leaver + " order by id limit 1");
        List<String> kept =
                query("select numero, nom, rue, code_postal, ville from facture where date_facture >= '2016-01-01'"
                        + " and client_id = " + leaver + " order by id");
        assertThat(kept).isNotEmpty();

        forget(leaver);

        assertThat(query("select numero, nom, rue, code_postal, ville from facture where client_id = 1"
                        + " and date_facture >= '2016-01-01' order by id"))
                .isEqualTo(kept);
        assertThat(query("select nom, rue, ville from facture where client_id = 1 and date_facture = '2015-12-31'"))
                .containsExactly("Profil supprimé|null|null");
    }

    @Test
    void the_second_person_of_a_duo_is_severed_and_the_owner_s_membership_stays() throws SQLException {
        StudioContents studio = create(300);
        long owner = studio.key(BoundaryCase.DUO_OWNER_WHO_STAYS);
        long partner = studio.key(BoundaryCase.DUO_PARTNER_WHO_LEAVES);
        List<String> membership =
                query("select formule, debut, iban, titulaire from abonnement where client_id = " + owner);

        ProofReport proof = forget(partner);

        assertThat(proof.green())
                .as("%s %s", proof.findings(), proof.residuals())
                .isTrue();
        assertThat(query("select formule, debut, iban, titulaire from abonnement where client_id = " + owner))
                .isEqualTo(membership);
        assertThat(query("select partenaire_id, partenaire_nom from abonnement where client_id = " + owner))
                .containsExactly("null|null");
    }

    @Test
    void the_owner_of_a_duo_leaves_and_the_second_person_keeps_theirs() throws SQLException {
        StudioContents studio = create(300);
        long owner = studio.key(BoundaryCase.DUO_OWNER_WHO_LEAVES);
        long partner = studio.key(BoundaryCase.DUO_PARTNER_WHO_STAYS);

        ProofReport proof = forget(owner);

        assertThat(proof.green())
                .as("%s %s", proof.findings(), proof.residuals())
                .isTrue();
        assertThat(query("select client_id, partenaire_id, iban, titulaire from abonnement where partenaire_id = "
                        + partner))
                .containsExactly("1|" + partner + "|null|[…]");
    }

    @Test
    void what_the_application_stamps_by_itself_does_not_tell_when_somebody_was_forgotten() throws SQLException {
        StudioContents studio = create(300);
        long leaver = studio.key(BoundaryCase.NOTHING_UNSETTLED);
        List<String> stamps =
                query("select id, modifie_le from reservation where client_id = " + leaver + " order by id");

        forget(leaver);

        assertThat(query("select id, modifie_le from reservation where client_id = 1 order by id"))
                .isEqualTo(stamps);
    }

    @Test
    void finds_the_name_of_a_kept_invoice_where_it_is_written_down_again() throws SQLException {
        StudioContents studio = create(300);
        long leaver = studio.key(BoundaryCase.NOTHING_UNSETTLED);
        String name = query("select concat(prenom, ' ', nom) from client where id = " + leaver)
                .getFirst();
        Palimpsest palimpsest = attach();
        Preview preview = palimpsest.preview(Selection.of(List.of(key(leaver))), skipped -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        execute("insert into professeur (id, prenom, nom) values (90, 'Remplacée', 'par " + name + "')");

        assertThat(palimpsest.prove(Optional.empty()).green()).isFalse();
    }

    @Test
    @Requirement({"EV-03", "EV-10", "EV-11", "EV-12"})
    void joins_two_profiles_of_one_person_whose_keys_collide() throws SQLException {
        StudioContents.Pair pair = create(300).duplicates().getFirst();
        List<String> books = books();
        long bookings = one("select count(*) from reservation where client_id in " + both(pair));
        List<String> settings =
                query("select cle, valeur from reglage where client_id = " + pair.second() + " order by cle");

        MergeResult merged = merge(attach(), pair, false);

        assertThat(merged.done()).isTrue();
        assertThat(merged.lost()).isEqualTo(6);
        assertThat(one("select count(*) from client where id = " + pair.first()))
                .isZero();
        assertThat(one("select count(*) from reservation where client_id = " + pair.second()))
                .isEqualTo(bookings);
        assertThat(books()).isEqualTo(books);
        assertThat(query("select cle, valeur from reglage where client_id = " + pair.second() + " order by cle"))
                .hasSize(5)
                .isEqualTo(settings);
        assertThat(query("select distinct reason from palimpsest_merge")).containsExactly("duplicate");
    }

    @Test
    @Requirement("EV-10")
    void the_map_says_whose_settings_stay() throws SQLException {
        StudioContents.Pair pair = create(300).duplicates().getFirst();
        List<String> settings =
                query("select cle, valeur from reglage where client_id = " + pair.first() + " order by cle");

        merge(attach(Studio.map().replace("reglage: new", "reglage: old")), pair, false);

        assertThat(query("select cle, valeur from reglage where client_id = " + pair.second() + " order by cle"))
                .hasSize(5)
                .isEqualTo(settings);
    }

    @Test
    @Requirement("EV-11")
    void the_old_profile_stays_when_that_is_wanted() throws SQLException {
        StudioContents.Pair pair = create(300).duplicates().getFirst();

        merge(attach(), pair, true);

        assertThat(one("select count(*) from client where id = " + pair.first()))
                .isEqualTo(1);
        assertThat(one("select count(*) from reservation where client_id = " + pair.first()))
                .isZero();
    }

    private static MergeResult merge(Palimpsest palimpsest, StudioContents.Pair pair, boolean keepOld) {
        MergeRequest request = new MergeRequest(key(pair.first()), key(pair.second()), MergeReason.DUPLICATE, keepOld);
        return palimpsest.merge(request, palimpsest.merge(request).digest(), "test");
    }

    private static String both(StudioContents.Pair pair) {
        return in(List.of(pair.first(), pair.second()));
    }

    private ProofReport forget(long leaver) {
        Palimpsest palimpsest = attach();
        Preview preview = palimpsest.preview(Selection.of(List.of(key(leaver))), skipped -> {});
        assertThat(preview.keys()).hasSize(1);
        RunResult run = palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        assertThat(run.failures()).isEmpty();
        assertThat(run.done()).isEqualTo(1);
        return palimpsest.prove(Optional.empty());
    }

    private static SubjectKey key(long key) {
        return new SubjectKey(Long.toString(key));
    }

    private StudioContents create(int customers) throws SQLException {
        mariadb.createDatabase(database);
        return Studio.create(
                mariadb.dataSource(database), StudioSize.of(customers).withSeed(SEED), TODAY);
    }

    private Palimpsest attach() {
        return attach(Studio.map());
    }

    private Palimpsest attach(String map) {
        return Palimpsest.attach(
                        mariadb.dataSource(database),
                        PrivacyMapReader.read("studio.yaml", map),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(TODAY.atTime(12, 0).atZone(Studio.ZONE).toInstant(), Studio.ZONE));
    }

    private List<String> books() throws SQLException {
        List<String> books = new ArrayList<>();
        for (String book : BOOKS) {
            books.addAll(query(book));
        }
        return books;
    }

    private static String in(List<Long> keys) {
        return keys.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    private long one(String sql) throws SQLException {
        return Long.parseLong(query(sql).getFirst());
    }

    /** Rows with their columns joined. */
    private List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = mariadb.dataSource(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            ResultSetMetaData columns = row.getMetaData();
            while (row.next()) {
                String[] values = new String[columns.getColumnCount()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = String.valueOf(row.getString(i + 1));
                }
                rows.add(Arrays.stream(values).collect(Collectors.joining("|")));
            }
        }
        return rows;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = mariadb.dataSource(database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

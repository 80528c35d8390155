package dev.palimpsest.demo.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.demo.Generated;
import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Planted;
import dev.palimpsest.embedded.EmbeddedMariaDb;
import dev.palimpsest.embedded.RunningMariaDb;
import dev.palimpsest.survey.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
final class StudioTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final StudioSize SIZE = StudioSize.of(1500).withSeed(Long.getLong("seed", 20261122));

    private static RunningMariaDb mariadb;
    private static StudioContents contents;
    private static Generated studio;

    @BeforeAll
    static void createStudio() throws SQLException {
        System.out.println("seed " + SIZE.seed());
        mariadb = EmbeddedMariaDb.temporary().start();
        contents = create("studio", SIZE);
        studio = in("studio");
    }

    @AfterAll
    static void stop() {
        mariadb.close();
    }

    private static StudioContents create(String database, StudioSize size) throws SQLException {
        mariadb.createDatabase(database);
        return Studio.create(mariadb.dataSource(database), size, TODAY);
    }

    private static Generated in(String database) {
        return new Generated(mariadb.dataSource(database), contents);
    }

    @Test
    void says_what_a_survey_in_plain_sql_finds() throws SQLException {
        Map<Long, Expectation> found = new HashMap<>();
        studio.rows(SURVEY, row -> {
            String blockers = row.getString("blockers");
            found.put(
                    row.getLong("id"),
                    new Expectation(
                            Verdict.valueOf(row.getString("verdict")),
                            blockers.isEmpty() ? Set.of() : Set.of(blockers.split(",")),
                            row.getObject("last_activity", LocalDate.class)));
        });

        for (long customer = 1; customer <= SIZE.customers(); customer++) {
            assertThat(found.get(customer)).as("customer %d", customer).isEqualTo(contents.expected(customer));
        }
    }

    @Test
    void has_somebody_on_either_side_of_every_edge() {
        for (BoundaryCase boundary : BoundaryCase.values()) {
            assertThat(contents.expected(contents.key(boundary)).verdict())
                    .as(boundary.name())
                    .isEqualTo(boundary.verdict());
        }
    }

    @Test
    void holds_customers_back_for_every_reason_and_lets_most_inactive_ones_go() {
        assertThat(contents.blockedBy())
                .containsOnlyKeys(
                        "abonnement-en-cours",
                        "abonnement-duo",
                        "facture-impayee",
                        "reservation-a-venir",
                        "visites-restantes",
                        "kind");
        long eligible = contents.keys(Verdict.ELIGIBLE).size();
        long blocked = contents.keys(Verdict.BLOCKED).size();
        assertThat(eligible + blocked).isBetween(SIZE.customers() / 4L, SIZE.customers() * 2L / 5);
        assertThat(blocked).isBetween(eligible / 20, eligible / 2);
    }

    @Test
    void wrote_every_planted_datum_where_it_says() throws SQLException {
        assertThat(studio.requirePlanted())
                .containsExactlyInAnyOrder(
                        "abonnement remarque",
                        "client commentaire",
                        "client preferences",
                        "message destinataire",
                        "message texte",
                        "newsletter email",
                        "newsletter nom",
                        "note texte",
                        "paiement libelle",
                        "paiement titulaire");
    }

    @Test
    void plants_every_form_that_french_people_use() {
        assertThat(contents.planted())
                .extracting(Planted::form)
                .containsAll(List.of(
                        Form.FULL_NAME,
                        Form.UPPER_CASE_NAME,
                        Form.LAST_FIRST,
                        Form.TRANSLITERATED_NAME,
                        Form.BANK_NAME,
                        Form.SPLIT_JSON_NAME,
                        Form.FORMER_NAME,
                        Form.EMAIL,
                        Form.UPPER_CASE_EMAIL,
                        Form.MAILTO,
                        Form.MOBILE_SLASH,
                        Form.MOBILE_INTERNATIONAL,
                        Form.MOBILE_DOUBLE_ZERO,
                        Form.MOBILE_BRACKETS,
                        Form.IBAN,
                        Form.IBAN_GROUPED,
                        Form.NUMBER,
                        Form.ADDRESS,
                        Form.FORMER_ADDRESS));
    }

    @Test
    void writes_no_address_or_number_into_free_text_that_is_not_planted() throws SQLException {
        studio.requireNothingElse(
                "client commentaire", "client preferences", "abonnement remarque", "note texte", "message texte");
    }

    @Test
    void has_people_with_two_profiles_whose_keys_would_collide() throws SQLException {
        assertThat(contents.duplicates()).isNotEmpty();
        for (StudioContents.Pair pair : contents.duplicates()) {
            assertThat(collisions(pair, "reglage", "cle")).isEqualTo(5);
            assertThat(collisions(pair, "liste_attente", "seance_id")).isEqualTo(1);
            assertThat(collisions(pair, "reservation", "seance_id")).isPositive();
            assertThat(studio.one(
                            "select count(distinct prenom, nom, naissance) from client where naissance > '1000-01-01' and id in ("
                                    + pair.first() + ", " + pair.second() + ")"))
                    .isLessThanOrEqualTo(1);
        }
    }

    private static long collisions(StudioContents.Pair pair, String table, String column) throws SQLException {
        return studio.one("select count(distinct a." + column + ") from " + table + " a join " + table + " b on a."
                + column + " = b." + column + " where a.client_id = " + pair.first() + " and b.client_id = "
                + pair.second());
    }

    @Test
    void has_no_namesakes_but_the_known_ones() throws SQLException {
        assertThat(contents.namesakes()).isNotEmpty();
        long same = contents.namesakes().size() + contents.duplicates().size();
        assertThat(studio.one(
                        "select coalesce(sum(n - 1), 0) from (select count(*) n from client group by prenom, nom) c"))
                .isEqualTo(same);
    }

    @Test
    void has_families_and_duos_of_whom_one_leaves_and_one_stays() {
        assertThat(contents.households())
                .anyMatch(family -> hasVerdict(family, Verdict.ELIGIBLE) && hasVerdict(family, Verdict.ACTIVE));
        assertThat(contents.duos())
                .anyMatch(duo -> verdict(duo.first()) == Verdict.ACTIVE && verdict(duo.second()) == Verdict.ELIGIBLE)
                .anyMatch(duo -> verdict(duo.first()) == Verdict.ELIGIBLE && verdict(duo.second()) == Verdict.ACTIVE);
    }

    private static boolean hasVerdict(List<Long> keys, Verdict verdict) {
        return keys.stream().anyMatch(key -> verdict(key) == verdict);
    }

    private static Verdict verdict(long key) {
        return contents.expected(key).verdict();
    }

    @Test
    void has_valid_telephone_and_account_numbers() throws SQLException {
        studio.requirePhones(
                "select mobile from client where mobile is not null"
                        + " union all select fixe from client where fixe is not null",
                "FR");
        studio.requireIbans("select distinct iban from abonnement where iban is not null");
    }

    @Test
    void counts_the_rows_it_wrote() throws SQLException {
        assertThat(studio.counts()).isEqualTo(contents.rows()).hasSize(19);
        assertThat(contents.rows().get("reservation")).isGreaterThan(SIZE.customers() * 15L);
    }

    @Test
    void leaves_no_row_without_its_customer() throws SQLException {
        for (String link : List.of(
                "reservation.client_id",
                "paiement.client_id",
                "facture.client_id",
                "message.client_id",
                "abonnement.partenaire_id",
                "client.parrain_id")) {
            String table = link.split("\\.")[0];
            assertThat(studio.one("select count(*) from " + table + " t where " + link.replace(table, "t")
                            + " is not null" + " and not exists (select 1 from client c where c.id = "
                            + link.replace(table, "t") + ")"))
                    .as(link)
                    .isZero();
        }
        assertThat(studio.one("select count(*) from carnet where client_numero not in (select numero from client)"))
                .isZero();
    }

    @Test
    void has_the_traps_of_an_old_mariadb_application() throws SQLException {
        assertThat(studio.one("select count(*) from client where cree_le = '0000-00-00 00:00:00'"))
                .isPositive();
        assertThat(studio.one("select count(*) from client where naissance = '0000-00-00'"))
                .isPositive();
        assertThat(studio.one("select count(*) from abonnement where fin = '0000-00-00'"))
                .isPositive();
        assertThat(
                        studio.one(
                                "select count(*) from information_schema.tables where table_schema = 'studio' and engine = 'MyISAM'"))
                .isEqualTo(1);
        assertThat(studio.one(
                        "select count(*) from client where numero = 4200012 and cast(numero as char) = '04200012'"))
                .isEqualTo(1);
        assertThat(studio.one("select count(*) from message where texte like '%déjà%' or texte like '%é%'"))
                .isPositive();
    }

    @Test
    void goes_on_working_as_an_application_afterwards() throws SQLException {
        create("studio_in_use", StudioSize.of(200));
        try (Connection connection = mariadb.dataSource("studio_in_use").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into client (numero, groupe_id, prenom, nom, statut)"
                    + " values (9000001, 2, 'Nouvelle', 'Arrivée', 'prospect')");
            statement.execute("update client set rue = 'Rue Neuve 1' where numero = 9000001");
            statement.execute("delete from client where numero = 9000001");
        }
        List<String> found = new ArrayList<>();
        in("studio_in_use")
                .rows(
                        "select ligne_id, action, coalesce(apres, '') from journal order by id desc limit 2",
                        row -> found.add(row.getLong(1)
                                + row.getString(2)
                                + row.getString(3).contains("Rue Neuve 1")));
        assertThat(found).containsExactly("201Dfalse", "201Utrue");
    }

    @Test
    void equal_seeds_give_equal_studios_and_others_do_not() throws SQLException {
        create("first", StudioSize.of(250));
        create("second", StudioSize.of(250));
        create("other", StudioSize.of(250).withSeed(43));
        assertThat(checksums("second")).isEqualTo(checksums("first"));
        assertThat(checksums("other")).isNotEqualTo(checksums("first"));
    }

    private static Map<String, String> checksums(String database) throws SQLException {
        return in(database).checksums("checksum table {table}", 2);
    }

    @Test
    void refuses_sizes_that_make_no_studio() {
        assertThatThrownBy(() -> StudioSize.of(199)).hasMessageContaining("200 to 1 000 000");
        assertThatThrownBy(() -> StudioSize.of(1_000_001)).hasMessageContaining("200 to 1 000 000");
    }

    /** What the map says, written by hand. */
    private static final String SURVEY = """
            select c.id, c.last_activity, c.blockers,
                case when c.groupe_id = 5 or c.code is not null then 'NEVER'
                    when c.statut = 'archivé' then 'ARCHIVED'
                    when c.last_activity is null then 'UNKNOWN_ACTIVITY'
                    when c.last_activity > date '2026-11-22' - interval 2 year then 'ACTIVE'
                    when c.blockers <> '' then 'BLOCKED'
                    else 'ELIGIBLE' end as verdict
            from (
                select k.*,
                    coalesce(
                        nullif(greatest(
                            coalesce((select date(max(r.debut)) from reservation r where r.client_id = k.id and r.statut = 'présent'), '1000-01-01'),
                            coalesce((select max(f.date_facture) from facture f where f.client_id = k.id and f.statut <> 'annulée'), '1000-01-01'),
                            coalesce((select date(max(a.vu_le)) from appareil a where a.client_numero = k.numero), '1000-01-01')
                        ), '1000-01-01'),
                        if(k.cree_le < '1000-01-01', null, date(k.cree_le))) as last_activity,
                    concat_ws(',',
                        (select max('abonnement-en-cours') from abonnement a where a.client_id = k.id and a.statut <> 'résilié'
                            and (a.fin < '1000-01-01' or a.fin >= '2026-11-22')),
                        (select max('abonnement-duo') from abonnement a where a.partenaire_id = k.id and a.statut <> 'résilié'
                            and (a.fin < '1000-01-01' or a.fin >= '2026-11-22')),
                        (select max('facture-impayee') from facture f where f.client_id = k.id and f.statut = 'ouverte'),
                        (select max('reservation-a-venir') from reservation r where r.client_id = k.id and r.statut = 'réservée'
                            and r.debut >= '2026-11-22'),
                        (select max('visites-restantes') from carnet t where t.client_numero = k.numero and t.restantes > 0
                            and (t.expire_le is null or t.expire_le >= '2026-11-22')),
                        if(k.statut = 'actif', 'kind', null)) as blockers
                from client k) c
            """;
}

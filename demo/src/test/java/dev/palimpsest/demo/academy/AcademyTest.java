package dev.palimpsest.demo.academy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.demo.Business.Order;
import dev.palimpsest.demo.Generated;
import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningPostgres;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.PlanCompiler;
import dev.palimpsest.survey.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generator says of its people is true of the database it made. */
@Tag("database")
final class AcademyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final int SUBJECTS = 1500;
    private static final long SEED = Long.getLong("seed", 20261122);

    @TempDir
    private static Path files;

    private static RunningPostgres postgres;
    private static AcademyContents contents;
    private static Generated academy;

    @BeforeAll
    static void create() throws SQLException {
        System.out.println("seed " + SEED);
        postgres = EmbeddedPostgres.temporary().start();
        contents = create("academy", SUBJECTS, SEED, "academy");
        academy = in("academy");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static AcademyContents create(String database, int subjects, long seed, String folder) throws SQLException {
        postgres.createDatabase(database);
        return Academy.make(postgres.dataSource(database), new Order(subjects, seed, TODAY, files.resolve(folder)));
    }

    private static Generated in(String database) {
        return new Generated(postgres.dataSource(database), contents);
    }

    @Test
    void says_what_a_survey_in_plain_sql_finds() throws SQLException {
        Map<Long, Expectation> found = new HashMap<>();
        Map<Long, Expectation> foundByCourse = new HashMap<>();
        academy.rows(SURVEY, row -> {
            Set<String> blockers = Set.of((String[]) row.getArray("blockers").getArray());
            found.put(row.getLong("id"), expectation(row, "verdict", "last_activity", blockers));
            foundByCourse.put(row.getLong("id"), expectation(row, "verdict_by_course", "last_course", blockers));
        });

        for (long participant = 1; participant <= SUBJECTS; participant++) {
            assertThat(found.get(participant))
                    .as("participant %d", participant)
                    .isEqualTo(contents.expected(participant));
            assertThat(foundByCourse.get(participant))
                    .as("participant %d by course", participant)
                    .isEqualTo(contents.expectedByCourse(participant));
        }
    }

    private static Expectation expectation(ResultSet row, String verdict, String day, Set<String> blockers)
            throws SQLException {
        return new Expectation(Verdict.valueOf(row.getString(verdict)), blockers, row.getObject(day, LocalDate.class));
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
    void holds_participants_back_for_every_reason_and_lets_most_inactive_ones_go() {
        assertThat(contents.blockedBy()).containsOnlyKeys("refresher-due", "course-planned", "open-invoice-line");
        Map<Verdict, Long> verdicts = contents.verdicts();
        long waiting = verdicts.get(Verdict.DEACTIVATE_FIRST) + verdicts.get(Verdict.ELIGIBLE);
        assertThat(verdicts.get(Verdict.BLOCKED)).isBetween(waiting / 12, waiting / 2);
        assertThat(verdicts.get(Verdict.ELIGIBLE)).isGreaterThan(SUBJECTS / 20);
        assertThat(verdicts.get(Verdict.DEACTIVATE_FIRST)).isGreaterThan(SUBJECTS / 10);
        assertThat(contents.verdictsByCourse().get(Verdict.ACTIVE)).isLessThan(verdicts.get(Verdict.ACTIVE));
    }

    @Test
    void wrote_every_planted_datum_where_it_says() throws SQLException {
        assertThat(academy.requirePlanted())
                .contains(
                        "deelnemer kenmerken",
                        "deelnemer opmerkingen",
                        "inschrijving opmerking",
                        "factuurregel omschrijving",
                        "betaling omschrijving",
                        "mailing_ontvanger adres",
                        "mailing_ontvanger aanhef",
                        "mailing_ontvanger foutmelding",
                        "bestand bestandsnaam",
                        "notitie tekst",
                        "overleg tekst",
                        "export_register naam",
                        "export_register email",
                        "logboek oud",
                        "logboek nieuw");
    }

    @Test
    void writes_no_address_or_number_into_free_text_that_is_not_planted() throws SQLException {
        academy.requireNothingElse(
                "deelnemer opmerkingen",
                "deelnemer kenmerken",
                "inschrijving opmerking",
                "factuurregel omschrijving",
                "mailing_ontvanger foutmelding",
                "notitie tekst",
                "overleg tekst",
                "mailing tekst");
    }

    @Test
    void has_no_namesakes_but_the_known_ones() throws SQLException {
        academy.requireNamesakes(
                "select min(id), max(id), count(*) from deelnemer group by lower(weergavenaam) having count(*) > 1",
                contents.namesakes());
    }

    @Test
    void shares_email_addresses_only_where_it_says_and_some_of_those_who_share_leave_and_some_stay()
            throws SQLException {
        Map<String, List<Long>> found = new TreeMap<>();
        academy.rows(
                "select email, array_agg(id order by id) from deelnemer where email is not null group by email"
                        + " having count(*) > 1",
                row -> found.put(
                        row.getString(1), List.of((Long[]) row.getArray(2).getArray())));

        assertThat(found).isEqualTo(contents.sharedEmails());
        assertThat(found.keySet()).anyMatch(email -> email.startsWith("planning@"));
        assertThat(found.keySet()).anyMatch(email -> email.startsWith("familie."));
        assertThat(found.values())
                .anyMatch(people -> people.stream().anyMatch(this::leaves)
                        && people.stream().anyMatch(this::stays));
    }

    private boolean leaves(long participant) {
        return contents.expected(participant).verdict() == Verdict.ELIGIBLE;
    }

    private boolean stays(long participant) {
        return contents.expected(participant).verdict() == Verdict.ACTIVE;
    }

    @Test
    void writes_surnames_and_their_infixes_into_columns_of_their_own() throws SQLException {
        academy.rows(
                "select count(*) filter (where tussenvoegsel is not null), count(*) filter (where achternaam ~ '^[a-z]')"
                        + " from deelnemer",
                row -> {
                    assertThat(row.getLong(1)).isBetween(SUBJECTS / 8L, SUBJECTS / 3L);
                    assertThat(row.getLong(2)).isZero();
                });
    }

    @Test
    void has_valid_telephone_and_account_numbers() throws SQLException {
        academy.requirePhones("select mobiel from deelnemer where mobiel is not null", "NL");
        academy.requireIbans("select distinct iban from betaling where iban is not null");
    }

    @Test
    void bills_employers_and_people_who_pay_alone_and_the_sums_are_right() throws SQLException {
        academy.rows("""
                select count(*) from factuur f
                where bedrag <> (select sum(r.bedrag) from factuurregel r where r.factuur_id = f.id)
                    or exists (select from factuurregel r where r.factuur_id = f.id and r.boekdatum <> f.factuurdatum)
                    or werkgever_id is not null and exists (select from factuurregel r
                        join deelnemer d on d.id = r.deelnemer_id
                        where r.factuur_id = f.id and d.werkgever_id is distinct from f.werkgever_id)
                """, row -> assertThat(row.getLong(1)).isZero());
        academy.rows("""
                select count(*) filter (where werkgever_id is not null), count(*) filter (where deelnemer_id is not null),
                    (select max(n) from (select count(deelnemer_id) n from factuurregel group by factuur_id) lines)
                from factuur
                """, row -> {
            assertThat(row.getLong(1)).isPositive();
            assertThat(row.getLong(2)).isPositive();
            assertThat(row.getLong(3)).isGreaterThan(1);
        });
    }

    @Test
    void writes_the_files_that_the_rows_speak_of() throws SQLException, IOException {
        Set<String> paths = new TreeSet<>();
        academy.rows("select pad, grootte from bestand", row -> {
            paths.add(row.getString(1));
            assertThat(files.resolve("academy").resolve(row.getString(1))).hasSize(row.getLong(2));
        });
        assertThat(paths).hasSizeGreaterThan(100);
        try (Stream<Path> written = Files.walk(files.resolve("academy"))) {
            assertThat(written.filter(Files::isRegularFile)).hasSameSizeAs(paths);
        }
        String file = Files.readString(
                files.resolve("academy").resolve(paths.iterator().next()), StandardCharsets.ISO_8859_1);
        assertThat(file).startsWith("%PDF-1.4").endsWith("%%EOF\n");
    }

    @Test
    void counts_the_rows_it_wrote() throws SQLException {
        assertThat(academy.counts()).isEqualTo(contents.rows()).hasSize(18);
    }

    @Test
    void leaves_no_row_without_its_participant_where_the_foreign_key_is_missing() throws SQLException {
        for (String table : List.of("notitie", "mailing_ontvanger")) {
            academy.rows(
                    "select count(*) from " + table + " t where t.deelnemer_id is not null"
                            + " and not exists (select from deelnemer d where d.id = t.deelnemer_id)",
                    row -> assertThat(row.getLong(1)).as(table).isZero());
        }
    }

    @Test
    void goes_on_working_as_an_application_afterwards() throws SQLException {
        create("in_use", 200, SEED, "in_use");
        try (Connection connection = postgres.dataSource("in_use").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into deelnemer (deelnemernummer, voornaam, achternaam, status)
                    values ('DN-1', 'Nieuwe', 'Aankomst', 'ACTIEF')
                    """);
            statement.execute("update deelnemer set straat = 'Nieuwe Gracht 1' where deelnemernummer = 'DN-1'");
        }
        in("in_use").rows("select rij_id, nieuw->>'straat' from logboek order by id desc limit 1", row -> {
            assertThat(row.getLong(1)).isEqualTo(201);
            assertThat(row.getString(2)).isEqualTo("Nieuwe Gracht 1");
        });
    }

    @Test
    void is_the_same_for_the_same_seed_and_another_for_another() throws SQLException {
        AcademyContents same = create("again", SUBJECTS, SEED, "again");
        create("other", SUBJECTS, SEED + 1, "other");

        assertThat(checksums("again")).isEqualTo(checksums("academy"));
        assertThat(checksums("other").get("deelnemer"))
                .isNotEqualTo(checksums("academy").get("deelnemer"));
        assertThat(same.planted()).isEqualTo(contents.planted());
    }

    @Test
    void has_a_map_that_fits_its_database() throws SQLException {
        try (Connection connection = postgres.dataSource("academy").getConnection()) {
            Plan plan = PlanCompiler.compile(
                    PrivacyMapReader.read("academy.yaml", new Academy().map()), SchemaReader.read(connection), TODAY);
            assertThat(plan.blockers()).hasSize(3);
        }
    }

    private static Map<String, String> checksums(String database) throws SQLException {
        return in(database).checksums("select sum(hashtextextended(t::text, 0)) from {table} t", 1);
    }

    private static final String SURVEY = """
            with course as (
                select i.deelnemer_id, max(a.datum) as day
                from aanwezigheid a join inschrijving i on i.id = a.inschrijving_id where a.aanwezig group by 1
            ), anything as (
                select deelnemer_id, max(day) as day from (
                    select deelnemer_id, day from course
                    union all select deelnemer_id, (geopend_op at time zone 'Europe/Amsterdam')::date from mailing_ontvanger
                    union all select deelnemer_id, (laatste_login at time zone 'Europe/Amsterdam')::date from gebruiker
                    union all select deelnemer_id, boekdatum from factuurregel where status <> 'GECREDITEERD') days
                group by 1
            ), judged as (
                select d.id, d.status,
                    coalesce(a.day, (d.aangemaakt_op at time zone 'Europe/Amsterdam')::date) as last_activity,
                    coalesce(c.day, (d.aangemaakt_op at time zone 'Europe/Amsterdam')::date) as last_course,
                    array_remove(array[
                        case when exists (select from certificaat c where c.deelnemer_id = d.id
                            and herhaling_op >= date '2026-11-22' and herhaling_op <= date '2027-11-22')
                            then 'refresher-due' end,
                        case when exists (select from inschrijving i join sessie s on s.id = i.sessie_id
                            where i.deelnemer_id = d.id and i.status = 'BEVESTIGD' and s.datum >= date '2026-11-22')
                            then 'course-planned' end,
                        case when exists (select from factuurregel r where r.deelnemer_id = d.id and r.status = 'OPEN')
                            then 'open-invoice-line' end], null) as blockers
                from deelnemer d left join course c on c.deelnemer_id = d.id left join anything a on a.deelnemer_id = d.id
            )
            select id, last_activity, last_course, blockers,
                case when status = 'DOCENT' then 'NEVER'
                    when status = 'GEARCHIVEERD' then 'ARCHIVED'
                    when last_activity is null then 'UNKNOWN_ACTIVITY'
                    when last_activity > date '2026-02-22' then 'ACTIVE'
                    when cardinality(blockers) > 0 then 'BLOCKED'
                    when status = 'INACTIEF' then 'ELIGIBLE'
                    else 'DEACTIVATE_FIRST' end as verdict,
                case when status = 'DOCENT' then 'NEVER'
                    when status = 'GEARCHIVEERD' then 'ARCHIVED'
                    when last_course is null then 'UNKNOWN_ACTIVITY'
                    when last_course > date '2026-02-22' then 'ACTIVE'
                    when cardinality(blockers) > 0 then 'BLOCKED'
                    when status = 'INACTIEF' then 'ELIGIBLE'
                    else 'DEACTIVATE_FIRST' end as verdict_by_course
            from judged
            """;
}

package dev.palimpsest.demo.gym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.demo.Generated;
import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Planted;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningPostgres;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.PlanCompiler;
import dev.palimpsest.survey.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
final class GymTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final GymSize SIZE = GymSize.of(2000).withSeed(Long.getLong("seed", 20261122));

    private static RunningPostgres postgres;
    private static GymContents contents;
    private static Generated gym;

    @BeforeAll
    static void createGym() throws SQLException {
        System.out.println("seed " + SIZE.seed());
        postgres = EmbeddedPostgres.temporary().start();
        contents = create("gym", SIZE);
        gym = in("gym");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static GymContents create(String database, GymSize size) throws SQLException {
        postgres.createDatabase(database);
        return Gym.create(postgres.dataSource(database), size, TODAY);
    }

    private static Generated in(String database) {
        return new Generated(postgres.dataSource(database), contents);
    }

    @Test
    void says_what_a_survey_in_plain_sql_finds() throws SQLException {
        Map<Long, Expectation> found = new HashMap<>();
        gym.rows(
                SURVEY,
                row -> found.put(
                        row.getLong("id"),
                        new Expectation(
                                Verdict.valueOf(row.getString("verdict")),
                                Set.of((String[]) row.getArray("blockers").getArray()),
                                row.getObject("last_activity", LocalDate.class))));

        for (long member = 1; member <= SIZE.members(); member++) {
            assertThat(found.get(member)).as("member %d", member).isEqualTo(contents.expected(member));
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
    void holds_members_back_for_every_reason_and_lets_most_inactive_ones_go() {
        assertThat(contents.blockedBy())
                .containsOnlyKeys(
                        "running-contract",
                        "unsettled-account",
                        "dunning",
                        "collection",
                        "open-credit",
                        "open-task",
                        "kind");
        long eligible = contents.keys(Verdict.ELIGIBLE).size();
        long blocked = contents.keys(Verdict.BLOCKED).size();
        assertThat(eligible + blocked).isBetween(SIZE.members() / 4L, SIZE.members() * 2L / 5);
        assertThat(blocked).isBetween(eligible / 10, eligible / 2);
    }

    @Test
    void wrote_every_planted_datum_where_it_says() throws SQLException {
        assertThat(gym.requirePlanted()).hasSizeGreaterThan(15);
    }

    @Test
    void plants_every_form_somewhere() {
        assertThat(contents.planted()).extracting(Planted::form).contains(Form.values());
    }

    @Test
    void writes_no_address_or_number_into_free_text_that_is_not_planted() throws SQLException {
        gym.requireNothingElse(
                "member notes",
                "member preferences",
                "contract remarks",
                "task body",
                "task title",
                "note text",
                "message body",
                "message subject",
                "staff_note text",
                "payment purpose");
    }

    @Test
    void never_shows_a_planted_text_in_messages() {
        assertThat(contents.planted()).noneMatch(p -> p.toString().contains(p.written()));
    }

    @Test
    void has_no_namesakes_but_the_known_ones() throws SQLException {
        gym.requireNamesakes(
                "select min(id), max(id), count(*) from member group by lower(first_name), lower(last_name)"
                        + " having count(*) > 1",
                contents.namesakes());
    }

    @Test
    void shares_addresses_only_within_families() throws SQLException {
        Set<List<Long>> emails = groups("email");
        Set<List<Long>> streets = groups("street || postal_code");
        Set<List<Long>> landlines = groups("regexp_replace(landline, '\\D', '', 'g')");
        Set<List<Long>> families = contents.households().stream()
                .map(GymContents.Household::members)
                .collect(Collectors.toSet());
        Set<List<Long>> sharing = contents.households().stream()
                .filter(GymContents.Household::sharedEmail)
                .map(GymContents.Household::members)
                .collect(Collectors.toSet());
        assertThat(families).isNotEmpty().isEqualTo(streets).isEqualTo(landlines);
        assertThat(sharing).isNotEmpty().isEqualTo(emails);
        assertThat(groups("regexp_replace(mobile, '^(\\+|00)49|\\D', '', 'g')")).isEmpty();
    }

    @Test
    void has_families_of_whom_one_leaves_and_one_stays() {
        assertThat(contents.households().stream().filter(GymContents.Household::sharedEmail))
                .anyMatch(family -> family.members().stream()
                                .anyMatch(member -> contents.expected(member).verdict() == Verdict.ELIGIBLE)
                        && family.members().stream()
                                .anyMatch(member -> contents.expected(member).verdict() == Verdict.ACTIVE));
    }

    @Test
    void has_valid_telephone_and_account_numbers() throws SQLException {
        gym.requirePhones(
                "select mobile from member where mobile is not null"
                        + " union all select landline from member where landline is not null",
                "DE");
        gym.requireIbans("select distinct iban from account where iban is not null");
    }

    @Test
    void counts_the_rows_it_wrote() throws SQLException {
        assertThat(gym.counts()).isEqualTo(contents.rows()).hasSize(23);
        assertThat(contents.rows().get("check_in")).isBetween(SIZE.checkIns() * 95 / 100, SIZE.checkIns() * 105 / 100);
    }

    @Test
    void leaves_no_row_without_its_member_where_the_foreign_key_is_missing() throws SQLException {
        for (String link : List.of("task.member_id", "message.member_id")) {
            String table = link.split("\\.")[0];
            gym.rows(
                    "select count(*) from " + table + " t where t.member_id is not null"
                            + " and not exists (select from member m where m.id = t.member_id)",
                    row -> assertThat(row.getLong(1)).as(link).isZero());
        }
        gym.rows("""
                select count(*) from audit_log l where table_name = 'member' and not exists (select from member where id = row_id)
                or table_name = 'contract' and not exists (select from contract where id = row_id)
                """, row -> assertThat(row.getLong(1)).isZero());
    }

    @Test
    void books_accounts_that_add_up() throws SQLException {
        gym.rows("""
                select count(*) from account a
                where balance <> (select coalesce(sum(amount), 0) from account_entry e where e.account_id = a.id)
                """, row -> assertThat(row.getLong(1)).isZero());
    }

    @Test
    void goes_on_working_as_an_application_afterwards() throws SQLException {
        create("gym_in_use", GymSize.of(200));
        try (Connection connection = postgres.dataSource("gym_in_use").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into member (club_id, member_number, first_name, last_name, status)
                    values (1, 'M-1', 'Neu', 'Ankömmling', 'PROSPECT')
                    """);
            statement.execute("update member set street = 'Neue Gasse 1' where member_number = 'M-1'");
            statement.execute("refresh materialized view monthly_check_ins");
        }
        in("gym_in_use").rows("select row_id, new_row->>'address' from audit_log order by id desc limit 1", row -> {
            assertThat(row.getLong(1)).isEqualTo(201);
            assertThat(row.getString(2)).isEqualTo("Neue Gasse 1");
        });
    }

    @Test
    void is_the_same_for_the_same_seed_and_another_for_another() throws SQLException {
        GymContents same = create("gym_again", SIZE);
        create("gym_other", SIZE.withSeed(SIZE.seed() + 1));

        assertThat(checksums("gym_again")).isEqualTo(checksums("gym"));
        assertThat(checksums("gym_other").get("member"))
                .isNotEqualTo(checksums("gym").get("member"));
        assertThat(same.planted()).isEqualTo(contents.planted());
    }

    @Test
    void hands_out_its_map(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("gym.yaml");
        Gym.writeMap(file);
        assertThat(Files.readString(file))
                .isEqualTo(Gym.map())
                .contains("palimpsest: 1")
                .contains("name: gym");
    }

    @Test
    void has_a_map_that_fits_its_database() throws SQLException {
        try (Connection connection = postgres.dataSource("gym").getConnection()) {
            Plan plan = PlanCompiler.compile(
                    PrivacyMapReader.read("gym.yaml", Gym.map()), SchemaReader.read(connection), TODAY);
            assertThat(plan.blockers()).hasSize(6);
        }
    }

    @Test
    void refuses_a_size_that_makes_no_gym() {
        assertThatThrownBy(() -> GymSize.of(5)).hasMessageContaining("200 to 1 000 000");
    }

    private static Set<List<Long>> groups(String expression) throws SQLException {
        List<List<Long>> groups = new ArrayList<>();
        gym.rows(
                "select array_agg(id order by id) from member where " + expression + " is not null group by "
                        + expression + " having count(*) > 1",
                row -> groups.add(List.of((Long[]) row.getArray(1).getArray())));
        return Set.copyOf(groups);
    }

    private static Map<String, String> checksums(String database) throws SQLException {
        return in(database).checksums("select sum(hashtextextended(t::text, 0)) from {table} t", 1);
    }

    private static final String SURVEY = """
            with activity as (
                select member_id, (checked_in_at at time zone 'Europe/Berlin')::date as day from check_in
                union all select member_id, takes_place_on from course_booking where status <> 'CANCELLED'
                union all select member_id, issued_on from invoice where status <> 'CANCELLED'
                union all select a.member_id, (s.last_seen_at at time zone 'Europe/Berlin')::date
                    from app_session s join app_account a on a.id = s.app_account_id
            ), judged as (
                select m.id, m.status,
                    coalesce((select max(day) from activity a where a.member_id = m.id),
                        (m.created_at at time zone 'Europe/Berlin')::date) as last_activity,
                    array_remove(array[
                        case when exists (select from contract c where c.member_id = m.id and status <> 'WITHDRAWN'
                            and (ends_on is null or ends_on >= date '2026-11-22')) then 'running-contract' end,
                        case when exists (select from account a where a.member_id = m.id and balance <> 0)
                            then 'unsettled-account' end,
                        case when exists (select from dunning d where d.member_id = m.id and level > 0) then 'dunning' end,
                        case when exists (select from collection_case c where c.member_id = m.id and closed_on is null)
                            then 'collection' end,
                        case when exists (select from consumption_credit c where c.member_id = m.id and remaining > 0
                            and (expires_on is null or expires_on >= date '2026-11-22')) then 'open-credit' end,
                        case when exists (select from task t where t.member_id = m.id and status <> 'DONE')
                            then 'open-task' end,
                        case when m.status = 'ACTIVE' then 'kind' end], null) as blockers
                from member m
            )
            select id, last_activity, blockers,
                case when status = 'STAFF' then 'NEVER'
                    when status = 'ARCHIVED' then 'ARCHIVED'
                    when last_activity is null then 'UNKNOWN_ACTIVITY'
                    when last_activity > date '2026-11-22' - interval '9 months' then 'ACTIVE'
                    when cardinality(blockers) > 0 then 'BLOCKED'
                    else 'ELIGIBLE' end as verdict
            from judged
            """;
}

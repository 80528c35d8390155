package dev.palimpsest.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.PlanCompiler;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Counting looks for one recent activity instead of the newest, and has to come to the same result. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class SurveyCountsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final LocalDate CUTOFF = LocalDate.of(2025, 11, 22);
    private static final int PEOPLE = 300;

    /** Visits have an index, calls have none and lead over the card, the last order stands in the person's own row. */
    private static final String SCHEMA = """
        create table person (id bigint primary key, code varchar(20) not null unique, name varchar(40),
            status varchar(20), vip integer, born date, last_order date);
        create table visit (id bigint primary key, person_id bigint not null references person (id), at {instant});
        create index visit_person on visit (person_id, at);
        create table card (id bigint primary key, person_code varchar(20) not null references person (code));
        create table call_log (id bigint primary key, card_id bigint not null references card (id), at {local}, kind varchar(10));
        create table debt (id bigint primary key, person_id bigint not null references person (id), amount integer);
        create index debt_person on debt (person_id);
        """;

    private static final String MAP = """
        palimpsest: 1
        name: people
        jurisdiction: DE
        time-zone: {zone}
        schema: {schema}
        subject:
          table: person
          key: id
          title: [name]
          born-into-system: born
          inactive-for: P1Y
          never: vip = 1
          subscription: "status <> 'GONE'"
          identifiers:
            name: [name]
          archive: {set: {status: ARCHIVED}}
          deactivate: {set: {status: IDLE}}
        activity:
          visit: {table: visit, at: at}
          call: {table: call_log, at: at, where: "kind <> 'test'"}
          order: {table: person, at: last_order}
        blockers:
          debt: {table: debt, where: "amount > 0", message: "Owes."}
          small-debt: {table: debt, where: "amount < 0", level: warns, message: "Has credit."}
        treatment:
          person:
            code: {random: text}
            name: {replace: Nobody}
            keep: [status, vip, born, last_order]
          visit: {keep: all}
          card: {keep: all}
          call_log: {keep: all}
          debt: {keep: all}
        """;

    @AutoClose
    private final TestDatabase database;

    private final Random random = new Random(8);

    @TempDir
    private Path directory;

    SurveyCountsTest(TestDatabase.Product product) {
        database = product.create(product.say(SCHEMA)
                .replace("{local}", product == TestDatabase.Product.POSTGRESQL ? "timestamp" : "datetime")
                .split(";\\R"));
    }

    @Test
    void counting_gives_the_numbers_of_judging_everybody_and_tells_of_all_who_may_be_inactive() {
        populate();
        // Havana's clocks go back from one to midnight: an hour of the day comes twice
        for (String zone : List.of("Europe/Berlin", "America/Havana", "Pacific/Kiritimati", "UTC")) {
            compare(zone);
        }
        treat();
        compare("Europe/Berlin");
        database.execute(
                "create index card_code on card (person_code)", "create index call_card on call_log (card_id, at)");
        compare("America/Havana");
    }

    @Test
    void nobody_is_left_out_or_told_twice_where_a_page_ends() throws SQLException {
        populate();
        treat();
        List<String> all = quiet(1_000, 1_000);
        assertThat(all).hasSizeBetween(PEOPLE / 4, PEOPLE - 1).doesNotHaveDuplicates();
        for (int size : List.of(7, PEOPLE - 1, PEOPLE, PEOPLE + 1)) {
            assertThat(quiet(size, 3)).isEqualTo(all);
        }
        // what can be looked up is told of in the statement that looks
        database.execute(
                "create index card_code on card (person_code)", "create index call_card on call_log (card_id, at)");
        for (int size : List.of(7, PEOPLE - 1, PEOPLE, PEOPLE + 1)) {
            assertThat(quiet(size, 3)).isEqualTo(all);
        }
    }

    /** The keys of the pages one behind the other. */
    private List<String> quiet(int size, int page) throws SQLException {
        List<String> told = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection()) {
            Session session = new Session(connection, Dialects.of(connection));
            Plan plan = PlanCompiler.compile(map("UTC"), SchemaReader.read(connection), TODAY);
            new QuietSubjects(
                            plan,
                            new Moment(TODAY, CUTOFF),
                            new OwnTables(plan.subject().table().name()).exist(session),
                            new QuietSubjects.Sizes(size, size, page))
                    .forEachPage(
                            session,
                            subjects -> {
                                told.addAll(session.list(
                                        new Sql()
                                                .add(subjects.keys().with())
                                                .add("select palimpsest_key from "
                                                        + subjects.keys().relation()
                                                        + " k order by palimpsest_key"),
                                        row -> row.getString(1)));
                                return true;
                            },
                            seen -> {});
        }
        return told;
    }

    private void compare(String zone) {
        Palimpsest palimpsest = attach(zone);
        for (Inactivity inactivity : List.of(
                Inactivity.OF_THE_MAP,
                new Inactivity(null, List.of("visit")),
                new Inactivity(null, List.of("call", "order")))) {
            List<Assessment> all = new ArrayList<>();
            List<Assessment> quiet = new ArrayList<>();

            SurveyResult judged = palimpsest.survey(inactivity, all::add);
            SurveyResult counted = palimpsest.surveyCounts(inactivity, quiet::add);

            assertThat(counted).as(zone).isEqualTo(judged);
            assertThat(all).hasSize(PEOPLE);
            // the same of each in the same order, and left out is only who is active
            assertThat(all.stream().filter(quiet::contains)).isEqualTo(quiet);
            assertThat(all.stream().filter(person -> !quiet.contains(person)))
                    .as(zone)
                    .isNotEmpty()
                    .allSatisfy(person -> {
                        assertThat(person.lastActivity()).isAfter(CUTOFF);
                        assertThat(person.isInactive()).isFalse();
                        assertThat(person.verdict()).isNotEqualTo(Verdict.ANONYMISED);
                        assertThat(Set.of(Act.RESTORE)).containsAll(person.permitted());
                    });
        }
    }

    @Test
    void pages_one_behind_the_other_are_the_list_by_key_and_by_last_activity() {
        populate();
        Palimpsest palimpsest = attach("Europe/Berlin");
        List<Assessment> all = new ArrayList<>();
        palimpsest.survey(all::add);
        Predicate<Assessment> may =
                person -> person.verdict() == Verdict.ELIGIBLE || person.verdict() == Verdict.BLOCKED;
        List<Assessment> wanted = all.stream().filter(may).toList();
        assertThat(wanted).hasSizeGreaterThan(30);

        for (int size : List.of(7, 41, 1_000)) {
            assertThat(pages(palimpsest, SurveyPage.Order.KEY, size, may)).isEqualTo(wanted);
            assertThat(pages(palimpsest, SurveyPage.Order.KEY, size, person -> true))
                    .isEqualTo(all);
            assertThat(pages(palimpsest, SurveyPage.Order.OLDEST, size, may))
                    .isEqualTo(wanted.stream()
                            .sorted(Comparator.comparing(Assessment::lastActivity)
                                    .thenComparing(person ->
                                            Long.parseLong(person.key().value())))
                            .toList());
        }
    }

    private static List<Assessment> pages(
            Palimpsest palimpsest, SurveyPage.Order order, int size, Predicate<Assessment> fits) {
        List<Assessment> listed = new ArrayList<>();
        String after = null;
        do {
            SurveyPage page =
                    palimpsest.surveyPage(Inactivity.OF_THE_MAP, new SurveyPage.Wanted(order, after, size, fits));
            assertThat(page.subjects().size()).isLessThanOrEqualTo(size);
            listed.addAll(page.subjects());
            after = page.next();
        } while (after != null);
        return listed;
    }

    private void treat() {
        Palimpsest palimpsest = attach("Europe/Berlin");
        Preview preview = palimpsest.preview(new Selection(List.of(), List.of(), false, 20), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", event -> {});
        // five of them come back, and one owes something
        for (int i = 0; i < 5; i++) {
            long id = Long.parseLong(preview.keys().get(i).value());
            database.execute("insert into visit values (" + (10_000 + i) + ", " + id + ", '2026-11-20 10:00:00')");
        }
        database.execute(
                "insert into debt values (10000, " + preview.keys().getLast().value() + ", 5)");
    }

    private Palimpsest attach(String zone) {
        Clock clock = Clock.fixed(Instant.parse(TODAY + "T12:00:00Z"), ZoneOffset.UTC);
        return Palimpsest.attach(database.dataSource(), map(zone), Home.at(directory))
                .with(clock);
    }

    private PrivacyMap map(String zone) {
        return PrivacyMapReader.read("people.yaml", MAP.replace("{zone}", zone).replace("{schema}", database.schema()));
    }

    private void populate() {
        List<String> statements = new ArrayList<>();
        for (int id = 1; id <= PEOPLE; id++) {
            String status =
                    List.of("NEW", "NEW", "NEW", "IDLE", "ARCHIVED", "GONE").get(random.nextInt(6));
            statements.add("insert into person values (" + id + ", 'c" + id + "', 'Name " + id + "', '" + status + "', "
                    + (random.nextInt(15) == 0 ? 1 : 0) + ", " + maybe("'2020-01-01'") + ", "
                    + (random.nextInt(4) == 0 ? "'" + CUTOFF.plusDays(random.nextInt(7) - 3) + "'" : "null") + ")");
            for (int i = random.nextInt(3); i > 0; i--) {
                statements.add("insert into visit values (" + statements.size() + ", " + id + ", '" + moment() + "')");
            }
            statements.add("insert into card values (" + id + ", 'c" + id + "')");
            if (random.nextInt(4) == 0) {
                statements.add("insert into call_log values (" + id + ", " + id + ", '" + moment() + "', '"
                        + (random.nextBoolean() ? "test" : "real") + "')");
            }
            if (random.nextInt(3) == 0) {
                statements.add("insert into debt values (" + id + ", " + id + ", " + (random.nextInt(3) - 1) + ")");
            }
        }
        database.execute(statements.toArray(String[]::new));
    }

    private String maybe(String value) {
        return random.nextInt(3) == 0 ? "null" : value;
    }

    /** Around the cut-off by the hour, or long ago. */
    private String moment() {
        return random.nextInt(3) == 0
                ? "2022-05-01 10:00:00"
                : CUTOFF.atStartOfDay()
                                .plusHours(random.nextInt(24 * 8) - 24 * 4)
                                .toString()
                                .replace('T', ' ') + ":00";
    }
}

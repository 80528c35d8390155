package dev.palimpsest.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.PlanCompiler;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.watch.Step;
import dev.palimpsest.watch.Watch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges of people that are judged by several sessions at a time, on the database where they see one moment. */
@Tag("database")
final class RangeReadersTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Moment MOMENT = new Moment(TODAY, TODAY.minusYears(1));
    private static final int PEOPLE = 500;

    private static final String TABLES = """
            create table person (id bigint primary key, name varchar(40));
            create table visit (id bigint primary key, person_id bigint not null references person (id), day date not null);
            create index visit_person on visit (person_id, day);
            create table debt (id bigint primary key, person_id bigint not null references person (id), amount integer not null);
            create index debt_person on debt (person_id);
            """;

    /** A third is active, a third has been away for long, a third never came; every eleventh owes something. */
    private static final List<String> ROWS = List.of(
            "insert into person select n, 'Anna Meier' from generate_series(1, " + PEOPLE + ") n",
            "insert into visit select n, n, case n % 3 when 0 then date '2026-11-01' else date '2020-01-01' end"
                    + " from generate_series(1, " + PEOPLE + ") n where n % 3 <> 2",
            "insert into debt select n, n, 7 from generate_series(1, " + PEOPLE + ") n where n % 11 = 0");

    private static final String MAP = """
            palimpsest: 1
            name: people
            jurisdiction: DE
            schema: {schema}
            subject: {table: person, key: id, title: [name], inactive-for: P1Y, identifiers: {name: [name]}}
            activity:
              visit: {table: visit, at: day}
            blockers:
              debt: {table: debt, where: "amount > 0", message: "Owes."}
            treatment:
              person: {name: {replace: Nobody}}
              visit: {keep: all}
              debt: {keep: all}
            """;

    private final List<Connection> opened = new ArrayList<>();
    private TestDatabase database;
    private Plan plan;

    @BeforeEach
    void populate() throws SQLException {
        database = Product.POSTGRESQL.create(TABLES);
        ROWS.forEach(database::execute);
        try (Connection connection = database.dataSource().getConnection()) {
            plan = PlanCompiler.compile(
                    PrivacyMapReader.read("people.yaml", MAP.replace("{schema}", database.schema())),
                    SchemaReader.read(connection),
                    TODAY);
        }
    }

    @AfterEach
    void close() throws SQLException {
        for (Connection connection : opened) {
            connection.close();
        }
        database.close();
    }

    /** One range, two, many, and one more than fit. */
    @ParameterizedTest
    @CsvSource({"1, 1000", "1, 7", "2, 1000", "2, 300", "2, 7", "3, 7", "5, 250", "5, 249"})
    void several_readers_tell_of_the_same_people_in_the_same_order_as_one(int readers, int size) throws SQLException {
        List<Assessment> byOne = new ArrayList<>();
        SurveyResult one = survey(1_000, Watch.silent()).count(session(), others(0), byOne::add);
        List<Assessment> told = new ArrayList<>();

        SurveyResult result = survey(size, Watch.silent()).count(session(), others(readers - 1), told::add);

        assertThat(told).isEqualTo(byOne).hasSize(2 * PEOPLE / 3 + 1);
        assertThat(result).isEqualTo(one);
        assertThat(result.subjects()).isEqualTo(PEOPLE);
    }

    @Test
    void every_session_judges_some_of_the_people() throws SQLException {
        Set<Integer> asked = ConcurrentHashMap.newKeySet();
        List<Session> sessions = List.of(session(), session(), session());
        for (int i = 0; i < sessions.size(); i++) {
            int number = i;
            sessions.get(i).between(() -> asked.add(number));
        }

        survey(7, Watch.silent()).quiet(sessions.getFirst(), of(sessions.subList(1, 3)), each -> {});

        assertThat(asked).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void whoever_is_told_of_people_may_fail_and_nobody_reads_on() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        Session own = session();
        Session other = session();
        own.between(asked::incrementAndGet);
        other.between(asked::incrementAndGet);

        assertThatThrownBy(() -> survey(7, Watch.silent()).quiet(own, of(List.of(other)), each -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");

        int then = asked.get();
        assertThat(then).isPositive();
        // the own session is free for the next statement, the other was given back
        assertThat(own.list(Sql.of("select 1"), row -> row.getInt(1))).containsExactly(1);
        assertThat(other.connection().isClosed()).isTrue();
        assertThat(asked.get()).isEqualTo(then + 1);
    }

    @Test
    void the_database_s_refusal_to_one_of_them_is_the_survey_s() throws SQLException {
        Session own = session();
        Session other = session();
        other.connection().close();

        assertThatThrownBy(() -> survey(7, Watch.silent()).quiet(own, of(List.of(other)), each -> {}))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void progress_ends_at_everybody_and_a_cancelled_watch_ends_it_between_two_ranges() throws SQLException {
        List<Step> steps = Collections.synchronizedList(new ArrayList<>());
        survey(50, Watch.telling(steps::add)).quiet(session(), others(1), each -> {});
        assertThat(steps.getLast().done()).isEqualTo(steps.getLast().total()).isEqualTo(PEOPLE);
        assertThat(steps).extracting(Step::done).isSorted().hasSizeGreaterThan(PEOPLE / 50);

        Watch cancelled = Watch.silent();
        List<Assessment> told = new ArrayList<>();
        assertThatThrownBy(() -> survey(50, cancelled).quiet(session(), others(1), each -> {
                    told.add(each);
                    cancelled.cancel();
                }))
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        ended -> assertThat(ended.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(told).hasSizeBetween(1, 50);
    }

    private Survey survey(int size, Watch watch) {
        return new Survey(plan, MOMENT, watch, new QuietSubjects.Sizes(size, size, size));
    }

    private Session session() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        opened.add(connection);
        connection.setAutoCommit(false);
        return new Session(connection, Dialects.of(connection));
    }

    private SessionSource others(int many) throws SQLException {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            sessions.add(session());
        }
        return of(sessions);
    }

    private static SessionSource of(List<Session> sessions) {
        AtomicInteger next = new AtomicInteger();
        return new SessionSource() {
            @Override
            public Session open() {
                return sessions.get(next.getAndIncrement());
            }

            @Override
            public int size() {
                return sessions.size();
            }
        };
    }
}

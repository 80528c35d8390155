package dev.palimpsest.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.database.Session;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.PlanCompiler;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many rows of a blocker are read for one page of many people out of more, as the database itself counts them. Whoever goes through
 * the whole table for every page reads it as often as there are pages.
 */
@Tag("database")
final class BlockersReadTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final int PEOPLE = 100_000;
    /** One page of many, of whom nobody is looked up alone. */
    private static final int PAGE = 20_000;
    /** MariaDB counts the rows of all tables together: the people, their keys, and the blocker's. The whole table would be as many more. */
    private static final long OF_ALL_TABLES = 5L * PAGE;
    /** One in so many owes something. */
    private static final int DEBTORS = 100;

    private static final String TABLES = """
            create table person (id bigint primary key, name varchar(40), born date);
            create table debt (id integer primary key, person_id integer not null, amount integer not null, told varchar(60));
            create index debt_person on debt (person_id)
            """;

    private static final String MAP = """
            palimpsest: 1
            name: people
            jurisdiction: DE
            schema: {schema}
            subject: {table: person, key: id, title: [name], inactive-for: P1Y, identifiers: {name: [name]}}
            activity:
              seen: {table: person, at: born}
            blockers:
              debt: {table: debt, where: "amount > 0", message: "Owes."}
            treatment:
              person: {name: {replace: Nobody}, keep: [born]}
              debt: {via: "person_id -> person.id", keep: all}
            """;

    @AutoClose
    private TestDatabase database;

    @ParameterizedTest
    @EnumSource
    void a_page_of_people_reads_their_own_rows_of_a_blocker(Product product) throws SQLException {
        database = product.create(TABLES);
        String numbers = product == Product.POSTGRESQL
                ? " from generate_series(1, " + PEOPLE + ") n"
                : " from (select seq n from seq_1_to_" + PEOPLE + ") numbers";
        database.execute(
                "insert into person select n, 'Anna Meier', date '2020-01-01'" + numbers,
                "insert into debt select n, n, case when n % " + DEBTORS + " = 0 then 5 else 0 end,"
                        + " 'told by letter, by telephone, and once more by letter'" + numbers,
                "analyze " + (product == Product.MARIADB ? "table " : "") + "debt");
        List<SubjectKey> page = IntStream.rangeClosed(PAGE + 1, 2 * PAGE)
                .mapToObj(key -> new SubjectKey(Integer.toString(key)))
                .toList();
        long before = read(product);

        List<Assessment> judged = judge(page);

        assertThat(judged).hasSize(PAGE);
        assertThat(judged.stream().filter(person -> !person.blockedBy().isEmpty()))
                .hasSize(PAGE / DEBTORS)
                .allMatch(person -> Integer.parseInt(person.key().value()) % DEBTORS == 0);
        assertThat(read(product) - before)
                .isBetween((long) PAGE / DEBTORS, product == Product.MARIADB ? OF_ALL_TABLES : 2L * PAGE);
    }

    private List<Assessment> judge(List<SubjectKey> page) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Plan plan = PlanCompiler.compile(
                    PrivacyMapReader.read("people.yaml", MAP.replace("{schema}", database.schema())),
                    SchemaReader.read(connection),
                    TODAY);
            return new Judgement(plan, new Moment(TODAY, TODAY.minusYears(1)), false)
                    .of(new Session(connection, Dialects.of(connection)), page);
        }
    }

    /** Rows of the blocker's table that were read so far; on MariaDB, which does not tell it of a table, those that followed another. */
    private long read(Product product) {
        if (product == Product.MARIADB) {
            return database.count("select sum(variable_value) from information_schema.global_status"
                    + " where variable_name in ('HANDLER_READ_NEXT', 'HANDLER_READ_RND_NEXT')");
        }
        while (database.count("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid()")
                > 0) {
            Thread.onSpinWait();
        }
        return database.count(
                "select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_user_tables where relname = 'debt'");
    }
}

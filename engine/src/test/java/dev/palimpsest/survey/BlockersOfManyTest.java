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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What blocks the people of a large page is found between their keys. */
@Tag("database")
final class BlockersOfManyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    /** Looked up by nobody one by one. */
    private static final int PAGE = 20_000;
    /** One in so many owes something. */
    private static final int DEBTORS = 100;
    /** MariaDB counts the rows of all tables together: the people, their keys, and the blocker's. The whole table would be as many more. */
    private static final long OF_ALL_TABLES = 8L * PAGE;

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
    @CsvSource({
        "MARIADB, int(8) unsigned zerofill, int(8) unsigned zerofill, 0",
        "MARIADB, int(3) unsigned zerofill, bigint, 0",
        "MARIADB, bigint unsigned, bigint unsigned, 18446744073709500000",
        "MARIADB, bigint, int, -10000",
        "MARIADB, bigint(20) unsigned zerofill, bigint(20) unsigned zerofill, 18446744073709500000",
        "MARIADB, mediumint, bigint unsigned, 0",
        "POSTGRESQL, smallint, bigint, -10000",
        "POSTGRESQL, bigint, integer, -10000",
        "POSTGRESQL, bigint, bigint, 9223372036854750000",
    })
    void all_of_them_are_blocked(Product product, String key, String link, String from) throws SQLException {
        database = product.create(
                "create table person (id " + key + " primary key, name varchar(40), born date)",
                "create table debt (id integer primary key, person_id " + link + " not null, amount integer not null)",
                "create index debt_person on debt (person_id)");
        String numbers = product == Product.POSTGRESQL
                ? " from generate_series(1, " + PAGE + ") n"
                : " from (select cast(seq as signed) n from seq_1_to_" + PAGE + ") numbers";
        database.execute(
                "insert into person select n + " + from + ", 'Anna Meier', date '2020-01-01'" + numbers,
                "insert into debt select n, n + " + from + ", 5" + numbers);
        List<SubjectKey> all = database.rows("select id from person").stream()
                .map(SubjectKey::new)
                .toList();

        assertThat(judge(all))
                .hasSize(PAGE)
                .noneMatch(person -> person.blockedBy().isEmpty());
    }

    /** Whoever goes through the whole table for every page reads it as often as there are pages. */
    @ParameterizedTest
    @EnumSource
    void a_page_of_people_reads_their_own_rows_of_a_blocker(Product product) throws SQLException {
        database = product.create(
                "create table person (id bigint primary key, name varchar(40), born date)",
                "create table debt (id integer primary key, person_id integer not null, amount integer not null,"
                        + " told varchar(60))",
                "create index debt_person on debt (person_id)");
        String numbers = product == Product.POSTGRESQL
                ? " from generate_series(1, " + 5 * PAGE + ") n"
                : " from (select seq n from seq_1_to_" + 5 * PAGE + ") numbers";
        database.execute(
                "insert into person select n, 'Anna Meier', date '2020-01-01'" + numbers,
                "insert into debt select n, n, case when n % " + DEBTORS + " = 0 then 5 else 0 end,"
                        + " 'told by letter, by telephone, and once more by letter'" + numbers,
                "analyze " + (product == Product.MARIADB ? "table " : "") + "debt");
        List<SubjectKey> page = IntStream.rangeClosed(PAGE + 1, 2 * PAGE)
                .mapToObj(key -> new SubjectKey(Integer.toString(key)))
                .toList();
        long before = database.rowsRead("relname = 'debt'");

        List<Assessment> judged = judge(page);

        assertThat(judged).hasSize(PAGE);
        assertThat(judged.stream().filter(person -> !person.blockedBy().isEmpty()))
                .hasSize(PAGE / DEBTORS)
                .allMatch(person -> Integer.parseInt(person.key().value()) % DEBTORS == 0);
        assertThat(database.rowsRead("relname = 'debt'") - before)
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
}

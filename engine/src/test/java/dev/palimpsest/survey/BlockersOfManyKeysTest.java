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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is judged in a page of many is blocked by what blocks them, whatever whole numbers the keys are. */
@Tag("database")
final class BlockersOfManyKeysTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final int PEOPLE = 20_001;

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
                ? " from generate_series(1, " + PEOPLE + ") n"
                : " from (select cast(seq as signed) n from seq_1_to_" + PEOPLE + ") numbers";
        database.execute(
                "insert into person select n + " + from + ", 'Anna Meier', date '2020-01-01'" + numbers,
                "insert into debt select n, n + " + from + ", 5" + numbers);
        List<SubjectKey> all = database.rows("select id from person").stream()
                .map(SubjectKey::new)
                .toList();

        assertThat(judge(all))
                .hasSize(PEOPLE)
                .noneMatch(person -> person.blockedBy().isEmpty());
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

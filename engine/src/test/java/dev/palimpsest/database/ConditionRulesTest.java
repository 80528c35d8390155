package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.map.ConditionText;
import dev.palimpsest.map.PredicateLint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A condition that is let through never reaches beyond its own parentheses, whatever the server is set to. */
@Tag("database")
final class ConditionRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final int TRIALS = 20_000;

    /** What begins or ends a comment, a text, a name or brackets for one database or another. */
    private static final List<String> SNARES = List.of(
            "#",
            "-- ",
            "--",
            "--\t",
            "/*",
            "*/",
            "/*!",
            "/*M!",
            "/*+",
            "/*! */",
            "'",
            "''",
            "\\'",
            "'\\",
            "\\",
            "\"",
            "\"\"",
            "\\\"",
            "`",
            "``",
            "$$",
            "$a$",
            "a$$",
            "1$$",
            "E'",
            "e'",
            "1e'",
            "N'",
            "U&'",
            "u&\"",
            "_utf8'",
            "x'",
            "b'",
            "'x'",
            "\"x\"",
            "`x`",
            "[",
            "]",
            "{",
            "}",
            "{fn ",
            "@",
            "@a",
            "@`",
            "@'",
            "@\"",
            "@@",
            ":=",
            "::",
            ":today",
            ":a",
            "?",
            "??",
            "$1",
            ";",
            "\n",
            "\r",
            "\r\n",
            "\u000b",
            "\u00a0",
            "\u2003",
            "\0",
            "\u2028",
            "|| ",
            "&& ",
            "a",
            "id",
            "1",
            "null",
            "true",
            " = ",
            " or ",
            " and ",
            " not ",
            "date'2026-01-01'",
            "0x",
            "\\N",
            "delimiter ",
            "union select 7",
            "//",
            "\uff07",
            "\u00b4");

    /** Ways to end the brackets that a condition stands in and to let everybody in, between two snares and more. */
    private static final List<String> TRAPS = List.of(
            "1=0 %1$s (\n) or (1=1 %2$s )\n",
            "1=0 %1$s ) or (1=1 %2$s",
            "1=0 %1$s\n) or (1=1 %2$s\n",
            "1=0 or id %1$s ' ) or (1=1 %2$s ' ",
            "1=0 or id = %1$s) or (1=1) or (1 = %2$s",
            "1=0 or id = '%1$s' ) or (1=1) or ('' = '%2$s'",
            "1=0 or id = \"%1$s\" ) or (1=1) or (\"\" = \"%2$s\"",
            "(1=0) %1$s ( %2$s ) or (1=1) -- %1$s )",
            "1=0 %1$s %2$s ) or 1=1 -- (",
            "1=0 %1$s ( %2$s ) or (1=1 %1$s ) %2$s",
            "1=0 %1$s1) or (1=1 or 1 %2$s1",
            "a%1$sb = 1) or (1=1 or a%2$sb = 1");

    /** How servers and connections may be set up before a session of ours begins. */
    static Stream<String> settings() {
        return Stream.of(
                "POSTGRESQL set standard_conforming_strings = on",
                "POSTGRESQL set standard_conforming_strings = off",
                "MARIADB set session sql_mode = default",
                "MARIADB set session sql_mode = 'ANSI'",
                "MARIADB set session sql_mode = 'ORACLE'",
                "MARIADB set session sql_mode = 'MSSQL'",
                "MARIADB set session sql_mode = 'NO_BACKSLASH_ESCAPES,IGNORE_SPACE,HIGH_NOT_PRECEDENCE'");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void no_operator_of_any_database_leads_out_of_the_brackets(String setting) throws SQLException {
        List<String> operators = new ArrayList<>(SNARES);
        try (TestDatabase postgresql = TestDatabase.postgresql()) {
            operators.addAll(postgresql.rows("select distinct oprname from pg_operator order by 1"));
        }
        assertThat(operators).hasSizeGreaterThan(150).contains("#>", "#>>", "#-", "##", "||", "@@");
        try (Trial trial = new Trial(setting)) {
            for (String trap : TRAPS) {
                for (String operator : operators) {
                    trial.of(String.format(trap, operator, operator));
                }
            }
            trial.assertTrapsWereSprung();
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void no_mixture_of_comments_and_quotes_leads_out_of_the_brackets(String setting) throws SQLException {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed + ", " + setting);
        Random random = new Random(seed);
        try (Trial trial = new Trial(setting)) {
            for (int i = 0; i < TRIALS; i++) {
                trial.of(String.format(TRAPS.get(random.nextInt(TRAPS.size())), snares(random), snares(random)));
            }
            trial.assertMuchWasLetThrough();
        }
    }

    private static String snares(Random random) {
        StringBuilder snares = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            snares.append(SNARES.get(random.nextInt(SNARES.size())));
        }
        return snares.toString();
    }

    /** A table of one row, of which a condition that holds for nobody is asked. */
    private static final class Trial implements AutoCloseable {
        private final TestDatabase database;
        private final Session session;
        private final Connection raw;
        private int let;
        private int refused;
        private int escaped;

        Trial(String setting) throws SQLException {
            String[] parts = setting.split(" ", 2);
            database = Product.valueOf(parts[0]).create("create table t (id int, a int); insert into t values (1, 1)");
            Connection connection = database.connection();
            raw = database.connection();
            for (Connection one : List.of(connection, raw)) {
                try (Statement statement = one.createStatement()) {
                    statement.execute(parts[1]);
                }
            }
            session = Session.open(connection, Dialects.of(connection), ZoneId.of("Europe/Berlin"));
        }

        void of(String condition) throws SQLException {
            boolean isRefused = !PredicateLint.findings(condition).isEmpty()
                    || !session.dialect()
                            .conditions()
                            .findings(ConditionText.of(condition))
                            .isEmpty();
            if (isRefused) {
                escaped += escapesUnread(condition) ? 1 : 0;
                return;
            }
            let++;
            Sql sql = Sql.of("select id from t where false and ").add(OwnerSql.bind(condition, TODAY));
            List<Integer> found;
            try {
                found = session.list(sql, row -> row.getInt(1));
            } catch (SQLException refusal) {
                return;
            }
            assertThat(found).as(sql.text()).isEmpty();
        }

        /** Whether the text, pasted into a statement as it is, would have met rows. */
        private boolean escapesUnread(String condition) {
            if (++refused % 5 != 0) {
                return false;
            }
            try (Statement statement = raw.createStatement();
                    ResultSet rows = statement.executeQuery("select id from t where false and (" + condition + "\n)")) {
                return rows.next();
            } catch (SQLException refusal) {
                return false;
            }
        }

        void assertMuchWasLetThrough() {
            System.out.println("let through " + let + ", refused and would have escaped at least " + escaped);
            assertThat(let).isGreaterThan(30);
        }

        /** Only of traps that are the same each time: in a mixture, chance decides which of them escape. */
        void assertTrapsWereSprung() {
            assertMuchWasLetThrough();
            assertThat(escaped).isPositive();
        }

        @Override
        public void close() throws SQLException {
            session.close();
            database.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "MARIADB ¦ 1=0 #> () or (1=1 #> ) ¦ begins a comment",
                "MARIADB ¦ data #- 'x' = 1 ¦ begins a comment",
                "MARIADB ¦ first || last = 'ab' ¦ joins texts or means 'or'",
                "MARIADB ¦ \"status\" = 'x' ¦ double quotes",
                "MARIADB ¦ a[1] = 2 ¦ '['",
                "MARIADB ¦ @a = 2 ¦ reads a variable",
                "MARIADB ¦ @@timestamp > 2 ¦ reads a variable",
                "MARIADB ¦ data ? 'x' ¦ '?' outside quotes",
                "MARIADB ¦ a = $$x$$ ¦ between '$'",
                "POSTGRESQL ¦ `a` = 1 ¦ backticks",
            })
    void says_what_this_database_would_read_otherwise(Product product, String condition, String finding)
            throws SQLException {
        assertThat(PredicateLint.findings(condition)).isEmpty();
        assertThat(rules(product).findings(ConditionText.of(condition))).anyMatch(found -> found.contains(finding));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "MARIADB ¦ `a` like 'x!_%' escape '!' and not b & 3 and concat(a, b) = 'it''s' && json_value(c, '$.x') > 1",
                "MARIADB ¦ d >= date'2020-01-01' and e = x'00ff' and f = _utf8mb4'x' and g = N'x' and h rlike '\\d'",
                "POSTGRESQL ¦ data #>> '{x,y}' = 'z' and a ~ '^\\d+$' and tags[1:2] && array['a'] and b || c = $$x$$",
                "POSTGRESQL ¦ data ? 'x' and data @? '$.x' and \"a\" = 1 and @ b > 2",
            })
    void takes_what_it_reads_as_everybody_does(Product product, String condition) throws SQLException {
        assertThat(PredicateLint.findings(condition)).isEmpty();
        assertThat(rules(product).findings(ConditionText.of(condition))).isEmpty();
    }

    private static ConditionRules rules(Product product) throws SQLException {
        try (TestDatabase database = product.create()) {
            return Dialects.of(database.connection()).conditions();
        }
    }

    @Test
    void the_sessions_of_others_keep_their_settings() throws SQLException {
        try (TestDatabase database = TestDatabase.postgresql();
                Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("set standard_conforming_strings = off");
            Session session = new Session(connection, Dialects.of(connection));
            List<String> before = session.list(
                            session.dialect().sessionState(),
                            row -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                    .getFirst();
            session.execute(session.dialect().prepareSession("Europe/Berlin"));
            assertThat(setting(session)).isEqualTo("on");

            session.execute(session.dialect().restoreSession(before));

            assertThat(setting(session)).isEqualTo("off");
        }
    }

    private static String setting(Session session) throws SQLException {
        return session.list(Sql.of("show standard_conforming_strings"), row -> row.getString(1))
                .getFirst();
    }
}

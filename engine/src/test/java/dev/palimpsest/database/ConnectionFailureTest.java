package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.database.ConnectionFailure.Failure;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFailureTest {
    @ParameterizedTest
    @CsvSource({
        "40001, RETRY",
        "40P01, RETRY",
        "55P03, RETRY",
        "23505, DATA",
        "21000, DATA",
        "22001, DATA",
        "2F004, DATA",
        "38001, DATA",
        "39P01, DATA",
        "45000, DATA",
        "P0001, DATA",
        "54000, DATA",
        "44000, DATA",
        "08006, LOST",
        "08003, LOST",
        "57P01, LOST",
        "25P03, LOST",
        "42501, RIGHTS",
        "25006, RIGHTS",
        "28P01, RIGHTS",
        "53100, RESOURCE",
        "53200, RESOURCE",
        "57014, RESOURCE",
        "58030, RESOURCE",
        "42601, OTHER",
        "XX000, OTHER",
        ", OTHER"
    })
    void the_state_decides(String state, Failure expected) {
        assertThat(ConnectionFailure.classify(new SQLException("secret", state)))
                .isEqualTo(expected);
    }

    @Test
    void looks_behind_the_driver_s_summary_of_a_batch() {
        BatchUpdateException batch = new BatchUpdateException("summary", "XX000", new int[0]);
        batch.setNextException(new SQLException("secret", "40P01"));

        assertThat(ConnectionFailure.classify(batch)).isEqualTo(Failure.RETRY);
    }

    @ParameterizedTest
    @CsvSource({
        "28P01, DATABASE_LOGIN_REFUSED",
        "28000, DATABASE_LOGIN_REFUSED",
        "08004, DATABASE_LOGIN_REFUSED",
        "08001, DATABASE_UNREACHABLE",
        "3D000, DATABASE_UNREACHABLE",
        "53300, DATABASE_UNREACHABLE",
        "57P03, DATABASE_UNREACHABLE"
    })
    void a_refusal_at_connect_names_the_place_and_nothing_else(String state, ErrorCode expected) {
        PalimpsestException refused = ConnectionFailure.atConnect(
                new SQLException("secret", state), "jdbc:postgresql://anna:hidden@db.example:5432/gym?password=hidden");

        assertThat(refused.code()).isEqualTo(expected);
        assertThat(refused).hasMessageContaining("db.example:5432/gym");
        assertThat(refused.toString()).doesNotContain("secret", "hidden", "anna");
    }

    @Test
    void an_address_of_another_product_is_refused() {
        SQLException noDriver = catchThrowableOfType(
                SQLException.class, () -> DriverManager.getConnection("jdbc:oracle:thin:@db.example/gym"));

        assertThat(ConnectionFailure.atConnect(noDriver, "jdbc:oracle:thin:@db.example/gym")
                        .code())
                .isEqualTo(ErrorCode.DATABASE_UNSUPPORTED);
    }

    @Test
    void nobody_listening_is_unreachable() {
        String url = "jdbc:postgresql://127.0.0.1:1/gym";
        SQLException refusal =
                catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url, "anna", "secret"));

        assertThat(ConnectionFailure.atConnect(refusal, url).code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE);
    }

    @Test
    @Tag("database")
    void names_the_constraint_and_never_the_value() throws SQLException {
        try (TestDatabase database = TestDatabase.create(
                        "create table member (id int primary key, email text constraint one_each unique, age int)",
                        "insert into member values (1, 'anna@secret.example')");
                Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            SQLException failure = catchThrowableOfType(
                    SQLException.class,
                    () -> statement.execute("insert into member values (2, 'anna@secret.example')"));

            PalimpsestException refused = ConnectionFailure.duringWork(failure, "the treatment");

            assertThat(refused.code()).isEqualTo(ErrorCode.DATABASE_REFUSED_DATA);
            assertThat(refused)
                    .hasMessageContaining("table public.member, constraint one_each, SQLState 23505")
                    .hasNoCause();
            assertThat(refused.toString()).doesNotContain("anna");
        }
    }

    @Test
    @Tag("database")
    void a_wrong_password_and_a_wrong_database_are_told_apart() {
        try (TestDatabase database = TestDatabase.create()) {
            SQLException password = catchThrowableOfType(
                    SQLException.class, () -> DriverManager.getConnection(database.url(), database.user(), "wrong"));
            String elsewhere = database.url().replace(database.name(), "nowhere");
            SQLException name = catchThrowableOfType(
                    SQLException.class,
                    () -> DriverManager.getConnection(elsewhere, database.user(), database.password()));

            assertThat(ConnectionFailure.atConnect(password, database.url()).code())
                    .isEqualTo(ErrorCode.DATABASE_LOGIN_REFUSED);
            assertThat(ConnectionFailure.atConnect(name, elsewhere)).hasMessageContaining("There is no database");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "28000, 1045, DATABASE_LOGIN_REFUSED, refuses the user or the password",
        "42000, 1044, DATABASE_LOGIN_REFUSED, no right on the database",
        "42000, 1049, DATABASE_UNREACHABLE, There is no database",
        "08004, 1040, DATABASE_UNREACHABLE, no connection left",
        "HY000, 1129, DATABASE_UNREACHABLE, FLUSH HOSTS",
        "08000, 0, DATABASE_UNREACHABLE, cannot be reached",
        "S1009, 0, DATABASE_LOGIN_REFUSED, sslMode"
    })
    void a_refusal_of_mariadb_at_connect_says_what_to_do(String state, int error, ErrorCode expected, String says) {
        PalimpsestException refused = ConnectionFailure.atConnect(
                new SQLException("secret", state, error), "jdbc:mariadb://db.example:3306/studio");

        assertThat(refused.code()).isEqualTo(expected);
        assertThat(refused).hasMessageContaining("db.example:3306/studio").hasMessageContaining(says);
        assertThat(refused.toString()).doesNotContain("secret", "pg_hba");
    }

    @Test
    @Tag("database")
    void a_mariadb_without_the_map_s_time_zone_says_how_to_load_it() throws SQLException {
        try (TestDatabase database = TestDatabase.mariadb();
                Connection connection = database.connection()) {
            SQLException failure = catchThrowableOfType(
                    SQLException.class,
                    () -> Session.open(connection, Dialects.of(connection), ZoneId.of("SystemV/AST4")));

            PalimpsestException refused = ConnectionFailure.duringWork(failure, "the survey");

            assertThat(refused.code()).isEqualTo(ErrorCode.DATABASE_FAILED);
            assertThat(refused).hasMessageContaining("mariadb-tzinfo-to-sql");
        }
    }

    @Test
    @Tag("database")
    void an_address_of_mariadb_without_a_database_is_told() throws SQLException {
        try (TestDatabase database = TestDatabase.mariadb()) {
            String nowhere = database.url().replace("/" + database.name(), "/");
            SQLException failure = catchThrowableOfType(SQLException.class, () -> {
                try (Connection connection =
                        DriverManager.getConnection(nowhere, database.user(), database.password())) {
                    Products.of(connection).catalogue(connection).schema(connection);
                }
            });

            assertThat(ConnectionFailure.duringWork(failure, "the survey")).hasMessageContaining("names no database");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "53100 | 0    | no room left on its disk | Make room",
                "HY000 | 1021 | no room left on its disk | Make room",
                "HY000 | 1114 | no room left on its disk | Make room",
                "53200 | 0    | not enough memory | when there is less going on",
                "57014 | 0    | cancelled | goes on with 'resume'",
                "70100 | 1317 | cancelled | goes on with 'resume'",
                "22012 | 0    | divided by zero | nullif",
                "22012 | 1365 | divided by zero | nullif",
                "22021 | 0    | a character that the database or a column has none for | NUL",
                "HY000 | 1977 | a character that the database or a column has none for | NUL",
                "22003 | 0    | too large for its type | See which column",
                "25006 | 0    | calls a function that writes | out of the map's conditions",
                "XX000 | 0    | refused the run (SQLState XX000) | Its log says why",
                "HY000 | 1267 | refused the run (SQLState HY000, error 1267) | Its manual says what this number means",
                "25006 | 1792 | calls a function that writes | out of the map's conditions",
            })
    void says_what_is_wrong_and_what_to_do(String state, int error, String wrong, String wayOut) {
        SQLException failure = new SQLException("a value of somebody's", state, error);

        assertThat(ConnectionFailure.duringWork(failure, "the run"))
                .hasMessageContaining("the run")
                .hasMessageContaining(wrong)
                .hasMessageContaining(wayOut)
                .message()
                .doesNotContain("somebody");
    }
}

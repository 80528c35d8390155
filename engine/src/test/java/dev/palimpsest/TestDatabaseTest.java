package dev.palimpsest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("database")
class TestDatabaseTest {
    @ParameterizedTest
    @EnumSource
    void gives_each_test_a_database_of_its_own(TestDatabase.Product product) {
        try (TestDatabase one =
                        product.create("create table member (name varchar(20)); insert into member values ('Žofie')");
                TestDatabase other = product.create()) {
            assertThat(one.product()).isEqualTo(product);
            assertThat(one.rows("select name from member")).containsExactly("Žofie");
            assertThat(other.count("select count(*) from information_schema.tables where table_name = 'member'"
                            + " and table_schema in ('public', '" + other.name() + "')"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_gone_after_the_test_even_with_a_transaction_left_open(TestDatabase.Product product) throws SQLException {
        TestDatabase database = product.create("create table member (id int)");
        Connection left = database.dataSource().getConnection();
        left.setAutoCommit(false);
        left.createStatement().execute("insert into member values (1)");

        database.close();

        assertThat(left.isValid(1)).isFalse();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> database.dataSource().getConnection());
    }

    @ParameterizedTest
    @EnumSource
    void knows_time_zones_by_their_names(TestDatabase.Product product) {
        String winter = product == TestDatabase.Product.POSTGRESQL
                ? "select timestamp with time zone '2026-01-01 12:00:00 UTC' at time zone 'Europe/Paris'"
                : "select convert_tz('2026-01-01 12:00:00', 'UTC', 'Europe/Paris')";
        try (TestDatabase database = product.create()) {
            assertThat(database.rows(winter)).singleElement().asString().startsWith("2026-01-01 13:00:00");
        }
    }
}

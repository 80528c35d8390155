package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract on MariaDB, and what only MariaDB has. */
final class MariaDbDialectTest extends DialectContract {
    private static final String SETTINGS =
            "select concat_ws('|', @@time_zone, @@sql_mode, @@group_concat_max_len, @@innodb_lock_wait_timeout)";

    MariaDbDialectTest() {
        super(Product.MARIADB);
    }

    @Test
    void the_mark_of_a_table_nobody_means_to_write_to_changes_when_a_trigger_was_executed() throws SQLException {
        database.execute(
                "create table told (id bigint primary key)",
                "create table silent (id bigint primary key)",
                "create table written (id bigint primary key)",
                "insert into told values (1), (2)",
                "insert into silent values (1)",
                "create trigger tell after update on told for each row delete from written where id = new.id");
        List<Dialect.MarkedTable> tables =
                List.of(new Dialect.MarkedTable(table("told"), true), new Dialect.MarkedTable(table("written"), false));
        List<String> before = marks(tables);

        session.update(Sql.of("update silent set id = 9"));
        List<String> quiet = marks(tables);
        session.update(Sql.of("update told set id = 3 where id = 2"));

        assertThat(before).singleElement().asString().startsWith("1 ");
        assertThat(quiet).isEqualTo(before);
        assertThat(marks(tables)).hasSize(1).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smallint(6)          | -32768,32767",
                "int(11)              | -2147483648,7,2147483647",
                "bigint(20)           | -9223372036854775808,9223372036854775807",
                "bigint(20) unsigned  | 0,18446744073709551615",
                "int(6) unsigned zerofill | 000042,4294967295",
                "tinyint(4)           | -128,127",
                "varchar(20) character set utf8mb4 collate utf8mb4_unicode_ci | 7,07,A7"
            })
    void keys_of_every_size_come_back_from_the_chunk_table_as_they_are(String type, String keys) throws SQLException {
        session.execute(dialect.fillChunkTable(keys((Object[]) keys.split(",")), type));

        String relation = dialect.chunkTable(type).relation();
        assertThat(list(session, Sql.of("select " + dialect.asText("palimpsest_key") + " from " + relation + " k")))
                .containsExactlyInAnyOrder(keys.split(","));
    }

    private List<String> marks(List<Dialect.MarkedTable> tables) throws SQLException {
        return session.list(dialect.changeMarks(tables), row -> row.getInt(1) + " " + row.getString(2));
    }

    @Test
    void a_session_goes_back_with_the_settings_it_came_with() throws SQLException {
        Session plain = new Session(database.connection(), dialect);
        List<String> before = list(plain, Sql.of(SETTINGS));
        Connection pooled = kept(plain.connection());

        try (Session borrowed = Session.open(pooled, dialect, ZoneId.of("Europe/Paris"))) {
            borrowed.execute(dialect.boundLockWaits(50));
            assertThat(list(borrowed, Sql.of(SETTINGS)).getFirst())
                    .startsWith("Europe/Paris|")
                    .contains("STRICT_ALL_TABLES")
                    .endsWith("|1");
        }

        assertThat(list(plain, Sql.of(SETTINGS))).isEqualTo(before);
    }

    /** A connection that a pool keeps open when it is closed. */
    private static Connection kept(Connection connection) {
        return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
    }

    @Test
    void a_column_that_each_update_renews_is_not_moved_by_ours() throws SQLException {
        execute(
                session,
                "create table card (id int primary key, name varchar(9), changed datetime default '2020-01-01'"
                        + " on update current_timestamp)",
                "insert into card (id, name) values (1, 'Anna')");
        session.execute(dialect.fillChunkTable(keys(1), keyType()));
        Table card = SchemaReader.read(session.connection()).require(table("card"));

        session.update(dialect.updateFrom(
                card,
                List.of(Sql.of(dialect.quote("name") + " = 'x'")),
                Sql.of(chunk() + " k"),
                Sql.of(dialect.quote(card.name(), "id") + " = k.palimpsest_key")));

        assertThat(list(session, Sql.of("select concat(name, changed) from card")))
                .containsExactly("x2020-01-01 00:00:00");
    }

    @Test
    void a_column_that_is_called_like_one_of_the_source_is_written_all_the_same() throws SQLException {
        execute(
                session,
                "create table card (id int primary key, c1 varchar(9))",
                "insert into card (id, c1) values (1, 'Anna')");
        Table card = SchemaReader.read(session.connection()).require(table("card"));
        Column c1 = card.column("c1").orElseThrow();

        session.update(dialect.writeTexts(card, card.name(), List.of(c1), List.of("1"), List.of(List.of("x"))));

        assertThat(list(session, Sql.of("select c1 from card"))).containsExactly("x");
    }

    @Test
    void a_random_uuid_is_one_that_the_type_takes() throws SQLException {
        execute(session, "create table ticket (no int primary key, id uuid unique)");
        session.execute(Sql.of("insert into ticket select seq, " + dialect.randomUuid() + " from seq_1_to_200"));

        assertThat(list(session, Sql.of("select count(*) from ticket where substr(id, 15, 1) = '4'")))
                .containsExactly("200");
    }

    @Test
    void a_row_without_a_key_is_found_by_all_that_stands_in_it() throws SQLException {
        execute(
                session,
                "create table scrap (name varchar(9), rate double, bytes varbinary(9))",
                "insert into scrap values ('Anna', 1.5, x'ff00'), ('Anna', 1.25, null), ('Anna', null, x'ff')");
        Table scrap = SchemaReader.read(session.connection()).require(table("scrap"));
        String rows = dialect.quote("scrap");
        String second = list(
                        session, Sql.of("select " + dialect.locator(scrap, rows) + " from scrap where rate = 1.25"))
                .getFirst();

        Sql found = Sql.of("select concat(name, rate) from scrap where ")
                .add(dialect.located(scrap, null, rows, List.of(second)));

        assertThat(list(session, found)).containsExactly("Anna1.25");
    }

    @ParameterizedTest
    @CsvSource({"255, VARCHAR", "256, LONGTEXT"})
    void short_texts_of_rows_are_of_a_type_that_can_be_looked_up_and_long_ones_stay_whole(int length, String type)
            throws SQLException {
        String text = "é".repeat(length);
        Sql rows = new Sql()
                .add("select c0 from ")
                .add(dialect.rows(List.of(List.of(text, "x")), List.of("text")))
                .add(" r");

        assertThat(list(session, rows)).containsExactly(text, "x");

        execute(session, "drop table if exists typed");
        session.execute(new Sql().add("create table typed as ").add(rows));
        assertThat(list(
                        session,
                        Sql.of("select upper(data_type) from information_schema.columns"
                                + " where table_schema = database() and table_name = 'typed'")))
                .containsExactly(type);
    }

    @Test
    void rows_nobody_has_committed_yet_are_met_by_the_locks() throws SQLException {
        Session other = another();
        execute(other, "insert into visit values (99, 3, '2026-11-22')");
        session.execute(dialect.fillChunkTable(keys(1, 2, 3), keyType()));

        assertThat(dialect.lockRows(
                        session,
                        new Dialect.RowsToLock(
                                SchemaReader.read(session.connection()).require(table("visit")),
                                Sql.of("(select palimpsest_key as palimpsest_ref, palimpsest_key from " + chunk()
                                        + " k) palimpsest_way"),
                                Sql.of(dialect.quote(table("visit"), "member_id")
                                        + " = palimpsest_way.palimpsest_ref")),
                        keys(1, 2, 3),
                        keyType(),
                        false))
                .containsExactlyElementsOf(keys(3));
    }

    @Test
    void a_date_of_zeros_is_no_day() throws SQLException {
        execute(session, "set session sql_mode = ''", "update visit set day = '0000-00-00' where id = 11");
        session.execute(dialect.prepareSession("Europe/Berlin"));
        String day = dialect.quote(table("visit"), "day");

        assertThat(list(
                        session,
                        Sql.of("select " + dialect.day(day, ColumnFamily.DATE, ZoneId.of("Europe/Berlin"))
                                + " from visit where id in (11, 12) order by id")))
                .containsExactly("null", "2025-01-02");
    }

    @Test
    void keys_of_any_kind_come_back_as_they_are_compared() throws SQLException {
        for (String type : List.of(
                "int(8) unsigned zerofill",
                "bigint(20) unsigned",
                "varchar(20) character set latin1" + " collate latin1_german1_ci",
                "decimal(20,0)",
                "varchar(20) character set utf8mb4 collate" + " utf8mb4_unicode_ci")) {
            execute(
                    session,
                    "drop table if exists person",
                    "create table person (id " + type + " primary key)",
                    "insert into person values (12345678), (7)");
            List<String> keys = list(session, Sql.of("select " + dialect.asText("id") + " from person order by id"));
            String columnType = SchemaReader.read(session.connection())
                    .require(table("person"))
                    .column("id")
                    .orElseThrow()
                    .typeName();
            session.execute(dialect.fillChunkTable(keys(keys.toArray()), columnType));

            assertThat(list(session, dialect.lockSubjects(table("person"), "id", columnType)))
                    .as(type)
                    .containsExactlyElementsOf(keys);
            session.connection().commit();
        }
    }
}

package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.database.ForeignKey.DeleteRule;
import dev.palimpsest.database.Table.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What every catalogue reads, in words that every database understands. */
abstract class SchemaReaderContract {
    @AutoClose
    final TestDatabase database;

    SchemaReaderContract(TestDatabase database) {
        this.database = database;
    }

    /** The schema in which the tables of the test lie. */
    abstract String schema();

    final Schema read() {
        return SchemaReader.read(database.connection());
    }

    final TableName name(String table) {
        return new TableName(schema(), table);
    }

    final Table table(String name) {
        return read().require(name(name));
    }

    final Column column(String type) {
        database.execute("create table t (c " + type + ")");
        return table("t").column("c").orElseThrow();
    }

    @Test
    void an_empty_database_has_no_tables_but_a_current_schema() {
        Schema schema = read();

        assertThat(schema.currentSchema()).isEqualTo(schema());
        assertThat(schema.tables()).isEmpty();
    }

    @Test
    void reads_what_columns_can_bear() {
        database.execute("""
                create table member (
                    id bigint primary key, name varchar(40) not null, sex char(1) default 'x', notes text, visits smallint,
                    points integer, balance numeric(12,2), share double precision, active boolean, born date,
                    seen timestamp null)
                """);

        assertThat(table("member").columns())
                .extracting(
                        Column::name,
                        Column::position,
                        Column::family,
                        Column::nullable,
                        Column::scale,
                        Column::hasDefault,
                        Column::generated,
                        Column::identity,
                        Column::renewedOnUpdate)
                .containsExactly(
                        tuple("id", 1, ColumnFamily.INTEGER, false, 0, false, false, false, false),
                        tuple("name", 2, ColumnFamily.TEXT, false, null, false, false, false, false),
                        tuple("sex", 3, ColumnFamily.TEXT, true, null, true, false, false, false),
                        tuple("notes", 4, ColumnFamily.TEXT, true, null, false, false, false, false),
                        tuple("visits", 5, ColumnFamily.INTEGER, true, 0, false, false, false, false),
                        tuple("points", 6, ColumnFamily.INTEGER, true, 0, false, false, false, false),
                        tuple("balance", 7, ColumnFamily.DECIMAL, true, 2, false, false, false, false),
                        tuple("share", 8, ColumnFamily.FLOAT, true, null, false, false, false, false),
                        tuple("active", 9, ColumnFamily.BOOLEAN, true, null, false, false, false, false),
                        tuple("born", 10, ColumnFamily.DATE, true, null, false, false, false, false),
                        tuple("seen", 11, ColumnFamily.TIMESTAMP, true, null, false, false, false, false));
        assertThat(table("member").columns().stream()
                        .filter(column -> !column.name().equals("notes"))
                        .map(Column::length))
                .containsExactly(18, 40, 1, 4, 9, 12, null, null, null, null);
    }

    @Test
    void reads_keys_in_key_order_and_foreign_keys_with_their_delete_rules() {
        database.execute("create table a (x int, y int, z int unique, primary key (y, x))", """
                create table b (
                    id int primary key, y int, x int, z int, w int,
                    constraint both_ways foreign key (y, x) references a (y, x) on delete cascade,
                    constraint cleared foreign key (z) references a (z) on delete set null,
                    constraint kept foreign key (w) references a (z) on delete restrict,
                    constraint mine foreign key (id) references b (id))
                """);

        assertThat(table("a").primaryKey()).containsExactly("y", "x");
        assertThat(table("a").uniqueKeys()).containsExactly(List.of("z"));
        TableName a = name("a");
        TableName b = name("b");
        assertThat(table("b").foreignKeys())
                .containsExactly(
                        new ForeignKey(
                                "both_ways", b, List.of("y", "x"), a, List.of("y", "x"), DeleteRule.CASCADE, false),
                        new ForeignKey("cleared", b, List.of("z"), a, List.of("z"), DeleteRule.SET_NULL, false),
                        new ForeignKey("kept", b, List.of("w"), a, List.of("z"), DeleteRule.RESTRICT, false),
                        new ForeignKey("mine", b, List.of("id"), b, List.of("id"), DeleteRule.RESTRICT, false));
        assertThat(read().referencesTo(a)).hasSize(3);
    }

    @Test
    void reads_unique_and_other_indexes_in_their_order() {
        database.execute(
                "create table t (id int primary key, a int, b int, c int)",
                "create unique index t1 on t (b, a)",
                "create index t2 on t (c desc, a)");

        Table table = table("t");

        assertThat(table.uniqueKeys()).containsExactly(List.of("b", "a"));
        assertThat(table.indexes().values())
                .containsExactlyInAnyOrder(List.of("id"), List.of("b", "a"), List.of("c", "a"));
        assertThat(table.isUnique(List.of("a", "b"))).isTrue();
        assertThat(table.isUnique(List.of("a"))).isFalse();
    }

    @Test
    void a_view_is_no_table_and_a_table_without_special_storage_has_no_hazard() {
        database.execute("create table t (id int primary key)", "create view v as select id from t");

        assertThat(read().tables())
                .extracting(table -> table.name().name(), Table::kind, Table::hazards)
                .containsExactly(tuple("t", Kind.TABLE, Set.of()), tuple("v", Kind.VIEW, Set.of()));
    }

    @Test
    void leaves_out_palimpsests_own_tables_and_no_other() {
        database.execute("create table palimpsest_run (id int)", "create table palimpsestos (id int)");

        assertThat(read().tables()).extracting(Table::name).containsExactly(name("palimpsestos"));
    }

    @Test
    void dropped_columns_leave_no_trace() {
        database.execute(
                "create table t (id int, gone int, kept int, unique (kept))", "alter table t drop column gone");

        assertThat(table("t").columns()).extracting(Column::position).containsExactly(1, 2);
        assertThat(table("t").uniqueKeys()).containsExactly(List.of("kept"));
    }

    @Test
    void the_same_definition_reads_the_same_after_rows_have_come_and_gone() {
        database.execute("create table t (id int primary key, name varchar(40))");
        List<Table> before = read().tables();

        database.execute("insert into t values (1, 'a'), (2, 'b')", "delete from t where id = 1");

        assertThat(read().tables()).isEqualTo(before);
    }

    @Test
    void gives_the_connection_back_as_it_came() throws SQLException {
        Connection connection = database.connection();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);

        SchemaReader.read(connection);

        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    }
}

package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.database.Table.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class SchemaReaderTest extends SchemaReaderContract {
    SchemaReaderTest() {
        super(TestDatabase.postgresql());
    }

    @Override
    String schema() {
        return "public";
    }

    @Test
    void names_product_and_current_schema() {
        Schema schema = read();

        assertThat(schema.product()).matches("PostgreSQL 1[3-8](\\.\\d+)?");
        assertThat(schema.currentSchema()).isEqualTo("public");
        assertThat(schema.tables()).isEmpty();
    }

    @Test
    void reads_columns_with_length_scale_default_and_nullability() {
        database.execute("""
                create table member (
                    id bigint generated always as identity primary key,
                    serial_number serial,
                    first_name varchar(40) not null,
                    gender char(1) default 'x',
                    balance numeric(12,2),
                    anything numeric,
                    notes text,
                    full_name text generated always as (first_name || '!') stored)
                """);

        Table member = table("member");

        assertThat(member.columns())
                .containsExactly(
                        new Column("id", 1, "bigint", ColumnFamily.INTEGER, false, 18, 0, false, false, true),
                        new Column("serial_number", 2, "integer", ColumnFamily.INTEGER, false, 9, 0, true, false, true),
                        new Column(
                                "first_name",
                                3,
                                "character varying(40)",
                                ColumnFamily.TEXT,
                                false,
                                40,
                                null,
                                false,
                                false,
                                false),
                        new Column("gender", 4, "character(1)", ColumnFamily.TEXT, true, 1, null, true, false, false),
                        new Column(
                                "balance", 5, "numeric(12,2)", ColumnFamily.DECIMAL, true, 12, 2, false, false, false),
                        new Column(
                                "anything", 6, "numeric", ColumnFamily.DECIMAL, true, null, null, false, false, false),
                        new Column("notes", 7, "text", ColumnFamily.TEXT, true, null, null, false, false, false),
                        new Column("full_name", 8, "text", ColumnFamily.TEXT, true, null, null, false, true, false));
    }

    @Test
    void takes_domains_apart_down_to_the_base_type() {
        database.execute(
                "create domain short_text as varchar(30)",
                "create domain login as short_text not null default 'x' check (value <> '')");

        Column column = column("login");

        assertThat(column.family()).isEqualTo(ColumnFamily.TEXT);
        assertThat(column.length()).isEqualTo(30);
        assertThat(column.nullable()).isFalse();
        assertThat(column.hasDefault()).isTrue();
        assertThat(column.typeName()).isEqualTo("\"public\".\"login\"");
    }

    @Test
    void names_a_users_own_type_with_its_schema() throws SQLException {
        database.execute(
                "create schema \"Odd Shop\"",
                "create type \"Odd Shop\".\"Mood\" as enum ('good', 'bad')",
                "create table t (c \"Odd Shop\".\"Mood\", many \"Odd Shop\".\"Mood\"[], texts varchar(5)[])");

        Table table = table("t");

        assertThat(table.columns().get(0).typeName()).isEqualTo("\"Odd Shop\".\"Mood\"");
        assertThat(table.columns().get(0).family()).isEqualTo(ColumnFamily.ENUM);
        assertThat(table.columns().get(1).typeName()).isEqualTo("\"Odd Shop\".\"Mood\"[]");
        assertThat(table.columns().get(1).family()).isEqualTo(ColumnFamily.ARRAY);
        assertThat(table.columns().get(2).typeName()).isEqualTo("character varying(5)[]");
        for (Column column : table.columns()) {
            try (Statement statement = database.connection().createStatement()) {
                assertThat(statement.execute("select cast(null as " + column.typeName() + ")"))
                        .isTrue();
            }
        }
    }

    @Test
    void tells_the_families_apart() {
        database.execute("""
                create table t (
                    a json, b jsonb, c xml, d smallint, e double precision, f boolean, g date, h timestamp,
                    i timestamptz(3), j time, k uuid, l bytea, m text[], n inet, o interval, p money, q tsvector,
                    r bit varying(4), s int4range, t name)
                """);

        assertThat(table("t").columns().stream().map(Column::family))
                .containsExactly(
                        ColumnFamily.JSON,
                        ColumnFamily.JSON,
                        ColumnFamily.XML,
                        ColumnFamily.INTEGER,
                        ColumnFamily.FLOAT,
                        ColumnFamily.BOOLEAN,
                        ColumnFamily.DATE,
                        ColumnFamily.TIMESTAMP,
                        ColumnFamily.TIMESTAMP_ZONED,
                        ColumnFamily.TIME,
                        ColumnFamily.UUID,
                        ColumnFamily.BINARY,
                        ColumnFamily.ARRAY,
                        ColumnFamily.OTHER,
                        ColumnFamily.OTHER,
                        ColumnFamily.OTHER,
                        ColumnFamily.OTHER,
                        ColumnFamily.OTHER,
                        ColumnFamily.OTHER,
                        ColumnFamily.TEXT);
    }

    @Test
    void a_reference_that_is_checked_late_is_deferrable() {
        database.execute(
                "create table a (id int primary key)",
                "create table b (now int references a, late int references a deferrable)");

        assertThat(table("b").foreignKeys())
                .extracting(ForeignKey::columns, ForeignKey::deferrable)
                .containsExactlyInAnyOrder(tuple(List.of("now"), false), tuple(List.of("late"), true));
    }

    @Test
    void takes_only_indexes_that_hold_for_every_row() {
        database.execute(
                "create table t (id int primary key, a int, b int, c text, d jsonb)",
                "create unique index t1 on t (a, b) include (c)",
                "create unique index t2 on t (b) where a > 0",
                "create unique index t3 on t (lower(c))",
                "create index t4 on t (c, a)",
                "create index t5 on t using gin (d)");

        Table table = table("t");

        assertThat(table.uniqueKeys()).containsExactly(List.of("a", "b"));
        assertThat(table.indexes().values())
                .containsExactlyInAnyOrder(List.of("id"), List.of("a", "b"), List.of("c", "a"));
    }

    @Test
    void reads_the_triggers_that_are_switched_on_and_the_rules() {
        database.execute(
                "create table t (id int primary key)",
                "create table log (id int)",
                """
                create function note() returns trigger language plpgsql as
                $$ begin insert into log values (1); return new; end $$
                """,
                "create trigger on_write before insert or update on t for each row execute function note()",
                "create trigger off_now after delete on t for each row execute function note()",
                "alter table t disable trigger off_now",
                "create rule no_delete as on delete to log do instead nothing",
                "create table child (t_id int references t)");

        assertThat(table("t").triggers()).singleElement().satisfies(trigger -> {
            assertThat(trigger.name()).isEqualTo("on_write");
            assertThat(trigger.events()).isEqualTo("BEFORE INSERT OR UPDATE");
            assertThat(trigger.body()).contains("insert into log");
        });
        assertThat(table("log").triggers())
                .singleElement()
                .satisfies(rule -> assertThat(rule.events()).isEqualTo("RULE ON DELETE"));
    }

    @Test
    void knows_what_kind_of_relation_it_is_and_which_partitions_it_has() {
        database.execute(
                "create table person (id int primary key)",
                """
                create table visit (id int, at date, person_id int references person, primary key (id, at))
                partition by range (at)
                """,
                "create table visit_2025 partition of visit for values from ('2025-01-01') to ('2026-01-01')",
                """
                create table visit_2026 partition of visit for values from ('2026-01-01') to ('2027-01-01')
                partition by list (id)
                """,
                "create table visit_2026_rest partition of visit_2026 default",
                "create view visits as select * from visit",
                "create materialized view visit_count as select count(*) from visit",
                // nobody can read it, and what fills it is read then
                "create materialized view later_count as select count(*) from visit with no data");

        Schema schema = read();

        assertThat(schema.tables())
                .extracting(table -> table.name().name(), Table::kind)
                .containsExactly(
                        tuple("person", Kind.TABLE),
                        tuple("visit", Kind.PARTITIONED),
                        tuple("visit_2025", Kind.PARTITION),
                        tuple("visit_2026", Kind.PARTITION),
                        tuple("visit_2026_rest", Kind.PARTITION),
                        tuple("visit_count", Kind.MATERIALISED_VIEW),
                        tuple("visits", Kind.VIEW));
        assertThat(table("visit").partitions())
                .extracting(TableName::name)
                .containsExactly("visit_2025", "visit_2026", "visit_2026_rest");
        assertThat(schema.referencesTo(new TableName("public", "person")))
                .extracting(ForeignKey::from)
                .containsExactly(new TableName("public", "visit"));
        assertThat(table("visit").primaryKey()).containsExactly("id", "at");
    }

    @Test
    void a_reference_to_a_partitioned_table_is_one_reference() {
        database.execute(
                "create table p (id int primary key) partition by range (id)",
                "create table p1 partition of p for values from (0) to (10)",
                "create table q (p_id int references p)");

        assertThat(table("q").foreignKeys()).extracting(ForeignKey::to).containsExactly(new TableName("public", "p"));
    }

    @Test
    void leaves_out_system_tables_temporary_tables_and_palimpsests_own() throws SQLException {
        database.execute("create table palimpsest_run (id int)", "create table palimpsestos (id int)");
        Connection connection = database.connection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table passing (id int)");
        }

        assertThat(SchemaReader.read(connection).tables())
                .extracting(Table::name)
                .containsExactly(new TableName("public", "palimpsestos"));
    }

    @Test
    void names_with_quotes_blanks_and_capitals_stay_as_they_are() {
        database.execute("create table \"Weird \"\"Name\" (\"The Key\" int primary key, \"ö\" text)");

        Table table = table("Weird \"Name");

        assertThat(table.primaryKey()).containsExactly("The Key");
        assertThat(table.column("ö")).isPresent();
    }

    @Test
    void row_security_counts_only_where_it_hides_rows_from_this_user() {
        database.execute(
                "create table t (id int)",
                "alter table t enable row level security",
                "create role clerk_of_rows login password 'clerk'",
                "grant select on t to clerk_of_rows");

        Schema forClerk = SchemaReader.read(database.connection("clerk_of_rows", "clerk"));

        assertThat(forClerk.require(new TableName("public", "t")).rowSecurity()).isTrue();
        assertThat(table("t").rowSecurity()).isFalse();
    }

    @Test
    void leaves_the_connection_as_it_was() throws SQLException {
        Connection connection = database.connection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table mine (id int)");
        }

        assertThat(SchemaReader.read(connection).tables()).hasSize(1);
        connection.rollback();
        connection.setAutoCommit(true);
        assertThat(SchemaReader.read(connection).tables()).isEmpty();
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    }

    @Test
    void reads_two_thousand_tables_in_a_second_or_two() {
        database.execute("""
                do $$ begin
                for i in 1..2000 loop
                    execute format('create table t%s (id bigint primary key, a text, b int, c varchar(10), d date)', i);
                    if i % 200 = 0 then commit; end if;
                end loop; end $$
                """);

        Connection connection = database.connection();
        long start = System.nanoTime();
        Schema schema = SchemaReader.read(connection);
        long milliseconds = (System.nanoTime() - start) / 1_000_000;

        assertThat(schema.tables()).hasSize(2000);
        assertThat(milliseconds).as("milliseconds").isLessThan(5_000);
        System.out.println("2000 tables read in " + milliseconds + " ms");
    }
}

package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.database.ForeignKey.DeleteRule;
import dev.palimpsest.database.Table.Hazard;
import dev.palimpsest.database.Table.Kind;
import dev.palimpsest.database.Table.Trigger;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("database")
class SchemaReaderMariaDbTest extends SchemaReaderContract {
    SchemaReaderMariaDbTest() {
        super(TestDatabase.mariadb());
    }

    @Override
    String schema() {
        return database.name();
    }

    @Test
    void names_the_product_with_its_version_alone() {
        assertThat(read().product()).matches("MariaDB 1[0-9]\\.\\d+\\.\\d+");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tinyint(1)                              | BOOLEAN   |       |
            boolean                                 | BOOLEAN   |       |
            tinyint(1) unsigned                     | INTEGER   | 2     | 0
            bit(1)                                  | BOOLEAN   |       |
            bit(8)                                  | BINARY    |       |
            tinyint                                 | INTEGER   | 2     | 0
            smallint unsigned                       | INTEGER   | 4     | 0
            mediumint                               | INTEGER   | 6     | 0
            mediumint unsigned                      | INTEGER   | 7     | 0
            int(6) zerofill                         | INTEGER   | 9     | 0
            bigint                                  | INTEGER   | 18    | 0
            bigint unsigned                         | INTEGER   | 19    | 0
            decimal(10,2) unsigned                  | DECIMAL   | 10    | 2
            float                                   | FLOAT     |       |
            double                                  | FLOAT     |       |
            char(3) character set latin1            | TEXT      | 3     |
            varchar(40) character set utf8mb4       | TEXT      | 40    |
            tinytext character set utf8mb4          | TEXT      | 63    |
            tinytext character set latin1           | TEXT      | 255   |
            text character set utf8mb4              | TEXT      | 16383 |
            longtext                                | TEXT      |       |
            json                                    | JSON      |       |
            longtext check (json_valid(c))          | JSON      |       |
            text check (c is null or json_valid(c)) | TEXT      | 16383 |
            enum('A','B')                           | ENUM      |       |
            set('A','B')                            | ENUM      |       |
            date                                    | DATE      |       |
            datetime(3)                             | TIMESTAMP |       |
            timestamp null                          | TIMESTAMP |       |
            time                                    | TIME      |       |
            year                                    | OTHER     |       |
            inet6                                   | OTHER     |       |
            binary(16)                              | BINARY    |       |
            varbinary(20)                           | BINARY    |       |
            blob                                    | BINARY    |       |
            point                                   | BINARY    |       |
            """)
    void tells_the_families_apart(String type, ColumnFamily family, Integer length, Integer scale) {
        database.execute("alter database default character set utf8mb4");

        Column column = column(type);

        assertThat(column.family()).isEqualTo(family);
        assertThat(column.length()).isEqualTo(length);
        assertThat(column.scale()).isEqualTo(scale);
    }

    @Test
    void the_type_names_stand_in_a_definition_and_mean_the_same_there() {
        database.execute("""
                create table t (
                    a varchar(40) character set latin1 collate latin1_german1_ci, b bigint(20) unsigned,
                    c enum('A','B,''c'), d decimal(10,2), e char(2) collate utf8mb4_bin, f int(6) zerofill, g datetime(3),
                    h mediumtext collate utf8mb4_unicode_ci, i json)
                """);

        List<Column> columns = table("t").columns();

        assertThat(columns.stream().map(Column::typeName).toList().subList(0, 7))
                .containsExactly(
                        "varchar(40) character set latin1 collate latin1_german1_ci",
                        "bigint(20) unsigned",
                        "enum('A','B,''c') character set utf8mb4 collate utf8mb4_unicode_ci",
                        "decimal(10,2)",
                        "char(2) character set utf8mb4 collate utf8mb4_bin",
                        "int(6) unsigned zerofill",
                        "datetime(3)");
        database.execute("create table copy ("
                + columns.stream()
                        .map(column -> column.name() + " " + column.typeName())
                        .collect(Collectors.joining(", "))
                + ")");
        assertThat(table("copy").columns())
                .extracting(Column::typeName)
                .isEqualTo(columns.stream().map(Column::typeName).toList());
    }

    @Test
    void knows_what_the_database_fills_in_by_itself() {
        database.execute("""
                create table t (
                    id int unsigned auto_increment primary key, n int default 3, none varchar(10) default null,
                    word varchar(10) not null default 'NULL', half int as (n / 2) virtual, twice int as (n * 2) stored,
                    made timestamp not null default current_timestamp,
                    changed timestamp null default null on update current_timestamp,
                    touched datetime(3) default current_timestamp(3) on update current_timestamp(3), hidden int invisible)
                """);

        assertThat(table("t").columns())
                .extracting(
                        Column::name, Column::hasDefault, Column::generated, Column::identity, Column::renewedOnUpdate)
                .containsExactly(
                        tuple("id", false, false, true, false),
                        tuple("n", true, false, false, false),
                        tuple("none", false, false, false, false),
                        tuple("word", true, false, false, false),
                        tuple("half", false, true, false, false),
                        tuple("twice", false, true, false, false),
                        tuple("made", true, false, false, false),
                        tuple("changed", false, false, false, true),
                        tuple("touched", true, false, false, true),
                        tuple("hidden", false, false, false, false));
    }

    @Test
    void an_identity_that_has_counted_on_reads_the_same() {
        database.execute("create table t (id int auto_increment primary key, a int)");
        List<Table> before = read().tables();

        database.execute("insert into t (a) values (1), (2)", "alter table t auto_increment = 500");

        assertThat(read().tables()).isEqualTo(before);
    }

    @Test
    void takes_only_indexes_that_find_whole_values_in_order() {
        database.execute("""
                create table t (
                    id int primary key, a varchar(90), b int, c text, d int, e text, f point not null,
                    unique key beginning (a(10)), key begins_with (c(10), b), key passed_over (d) ignored,
                    fulltext key words (c), spatial key places (f), unique key by_hash (e))
                """);

        Table table = table("t");

        assertThat(table.uniqueKeys()).containsExactly(List.of("e"));
        assertThat(table.indexes().values()).containsExactlyInAnyOrder(List.of("id"), List.of("a"), List.of("c"));
    }

    @Test
    void tells_which_engines_have_transactions() {
        database.execute(
                "create table a (id int primary key) engine = InnoDB",
                "create table b (id int primary key) engine = MyISAM",
                "create table c (id int primary key) engine = Aria",
                "create table d (id int primary key) engine = MEMORY",
                "create table e (id int not null) engine = CSV",
                "create table f (id int primary key) engine = InnoDB partition by hash (id) partitions 3");

        Map<String, Boolean> transactional = read().tables().stream()
                .collect(Collectors.toMap(table -> table.name().name(), Table::transactional));

        assertThat(transactional)
                .isEqualTo(Map.of("a", true, "b", false, "c", false, "d", false, "e", false, "f", true));
    }

    @Test
    void tells_what_keeps_its_history_and_leaves_out_sequences() {
        database.execute(
                "create table kept (id int primary key, name text) with system versioning",
                """
                create table told (
                    id int primary key, since timestamp(6) generated always as row start,
                    until timestamp(6) generated always as row end, period for system_time (since, until))
                    with system versioning
                """,
                "create sequence numbers");

        assertThat(read().tables())
                .extracting(table -> table.name().name(), Table::kind, Table::hazards)
                .containsExactly(
                        tuple("kept", Kind.TABLE, Set.of(Hazard.HISTORY)),
                        tuple("told", Kind.TABLE, Set.of(Hazard.HISTORY)));
        assertThat(table("told").column("since").orElseThrow().generated()).isTrue();
    }

    @Test
    void reads_triggers_with_what_they_do() {
        database.execute(
                "create table t (id int primary key)",
                "create table log (id int)",
                "create trigger noted after update on t for each row insert into log values (new.id)",
                "create trigger checked before delete on log for each row set @gone = old.id");

        assertThat(table("t").triggers())
                .containsExactly(new Trigger("noted", "AFTER UPDATE", "insert into log values (new.id)"));
        assertThat(table("log").triggers())
                .containsExactly(new Trigger("checked", "BEFORE DELETE", "set @gone = old.id"));
    }

    @Test
    void a_user_who_may_only_write_learns_that_there_is_a_trigger_but_not_what_it_does() {
        database.execute(
                "create table t (id int primary key)",
                "create trigger noted after update on t for each row set @x = 1",
                "create or replace user clerk_of_triggers identified by 'clerk'",
                "grant select, references on `" + schema() + "`.* to clerk_of_triggers",
                "grant update on t to clerk_of_triggers");

        Schema seen = SchemaReader.read(database.connection("clerk_of_triggers", "clerk"));

        assertThat(seen.require(name("t")).triggers()).containsExactly(new Trigger("noted", "AFTER UPDATE", ""));
    }

    @Test
    void a_user_who_may_only_read_is_told_the_rule_that_reaches_furthest() {
        database.execute(
                "create table a (id int primary key)",
                "create table b (id int primary key, a_id int, foreign key (a_id) references a (id) on delete set null)",
                "create or replace user clerk_of_rules identified by 'clerk'",
                "grant select on `" + schema() + "`.* to clerk_of_rules");
        Schema blind = SchemaReader.read(database.connection("clerk_of_rules", "clerk"));
        database.execute("grant references on `" + schema() + "`.* to clerk_of_rules");
        Schema seeing = SchemaReader.read(database.connection("clerk_of_rules", "clerk"));

        assertThat(blind.referencesTo(name("a")))
                .extracting(ForeignKey::onDelete)
                .containsExactly(DeleteRule.CASCADE);
        assertThat(seeing.referencesTo(name("a")))
                .extracting(ForeignKey::onDelete)
                .containsExactly(DeleteRule.SET_NULL);
    }

    @Test
    void reads_the_connected_database_and_no_other() {
        try (TestDatabase other = TestDatabase.mariadb("create table elsewhere (id int primary key)")) {
            database.execute("create table here (id int primary key, there int, foreign key (there) references `"
                    + other.name() + "`.elsewhere (id))");

            assertThat(read().tables()).extracting(Table::name).containsExactly(name("here"));
            assertThat(table("here").foreignKeys()).isEmpty();
            database.execute("drop table here");
        }
    }

    @Test
    void temporary_tables_are_no_tables_of_the_business() throws SQLException {
        Connection connection = database.connection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table passing (id int)");
        }

        assertThat(SchemaReader.read(connection).tables()).isEmpty();
    }

    @Test
    void names_with_quotes_blanks_and_capitals_stay_as_they_are() {
        database.execute("create table `Weird ``\"Name` (`The Key` int primary key, `ö` json)");

        Table table = table("Weird `\"Name");

        assertThat(table.primaryKey()).containsExactly("The Key");
        assertThat(table.column("ö").orElseThrow().family()).isEqualTo(ColumnFamily.JSON);
    }

    @Test
    void a_connection_without_a_database_is_refused() throws SQLException {
        Connection connection = database.connection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create database passing_by");
            statement.execute("use passing_by");
            statement.execute("drop database passing_by");
        }

        assertThatThrownBy(() -> SchemaReader.read(connection)).isInstanceOf(PalimpsestException.class);
    }

    @Test
    void reads_five_hundred_tables_with_nine_statements() throws SQLException {
        StringBuilder tables = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            tables.append("create table t")
                    .append(i)
                    .append(" (id bigint primary key, a text, b int, c varchar(10), d date, key (b));\n");
        }
        database.execute(tables.toString());
        Connection connection = database.connection();
        long before = questions(connection);

        Schema schema = SchemaReader.read(connection);

        assertThat(schema.tables()).hasSize(500);
        // the statements of the catalogue and of the snapshot around them, and the counting itself
        assertThat(questions(connection) - before).isLessThan(25);
    }

    private static long questions(Connection connection) throws SQLException {
        return Long.parseLong(CatalogueRows.first(
                connection,
                "select variable_value from information_schema.session_status where variable_name = 'questions'"));
    }
}

package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.database.Rights.Needed;
import dev.palimpsest.database.Rights.Privilege;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class RightsMariaDbTest {
    @AutoClose
    private final TestDatabase database = TestDatabase.mariadb(
            "create table `Member` (id int primary key, name varchar(40))",
            "create table note (id int primary key)",
            "create table country (id int primary key)",
            "create or replace user \"it's me\"@'%' identified by 'clerk'",
            "create or replace role tellers");

    private final String all = "`" + database.name().replace("_", "\\_") + "`.*";
    private final String own = "`" + database.name() + "`.";

    private Needed needed() {
        Map<TableName, Set<Privilege>> tables = new TreeMap<>();
        tables.put(name("Member"), EnumSet.of(Privilege.SELECT, Privilege.UPDATE));
        tables.put(name("country"), EnumSet.of(Privilege.SELECT));
        tables.put(name("note"), EnumSet.of(Privilege.SELECT, Privilege.UPDATE, Privilege.DELETE));
        tables.put(name("palimpsest_run"), EnumSet.allOf(Privilege.class));
        return new Needed(tables, database.name(), true);
    }

    private TableName name(String table) {
        return new TableName(database.name(), table);
    }

    private Rights ofClerk() {
        try (Connection connection = database.connection("it's me", "clerk")) {
            return Rights.of(connection, needed());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Nobody can connect to a database without any right on it. */
    private void grant(String... grants) {
        for (String grant : grants) {
            database.execute("grant " + grant + " to 'it''s me'@'%'");
        }
    }

    @Test
    void lists_what_is_missing_and_the_statements_that_give_it() {
        grant("select on country");

        Rights rights = ofClerk();

        assertThat(rights.missing())
                .containsExactly(
                        "SELECT, REFERENCES on every table of the database " + database.name()
                                + ", without which not even the tables and their references can be seen",
                        "UPDATE on " + name("Member"),
                        "UPDATE, DELETE on " + name("note"),
                        "CREATE, INSERT, UPDATE, DELETE on " + name("palimpsest_run"));
        assertThat(rights.grants())
                .containsExactly(
                        "GRANT SELECT, REFERENCES ON " + all + " TO 'it''s me'@'%';",
                        "GRANT UPDATE ON " + own + "`Member` TO 'it''s me'@'%';",
                        "GRANT UPDATE, DELETE ON " + own + "`note` TO 'it''s me'@'%';",
                        "GRANT CREATE, INSERT, UPDATE, DELETE ON " + own + "`palimpsest_run` TO 'it''s me'@'%';");
    }

    @Test
    void the_statements_are_exactly_enough() {
        grant("select on country");

        database.execute(ofClerk().grants().toArray(String[]::new));

        assertThat(ofClerk().missing()).isEmpty();
    }

    @Test
    void a_right_on_some_columns_is_no_right_on_the_table() {
        grant("select, references on " + all, "delete on note", "create, insert, update, delete on palimpsest_run");
        grant("update on note", "update (name) on `Member`");

        assertThat(ofClerk().missing()).containsExactly("UPDATE on " + name("Member"));
    }

    @Test
    void rights_that_come_from_a_role_count() throws SQLException {
        grant("select on country", "tellers");
        database.execute(
                "grant select, references, update on " + all + " to tellers",
                "grant delete on note to tellers",
                "grant create, insert, delete on palimpsest_run to tellers");
        assertThat(ofClerk().missing()).as("the role is not switched on").isNotEmpty();

        database.execute("set default role tellers for 'it''s me'@'%'");

        assertThat(ofClerk().missing()).isEmpty();
    }

    @Test
    void rights_on_every_database_count() {
        grant("all on *.*");
        try {
            assertThat(ofClerk().areEnough()).isTrue();
        } finally {
            database.execute("drop user 'it''s me'@'%'");
        }
    }

    @Test
    void asking_changes_nothing() {
        assertThat(Rights.of(database.connection(), needed()).areEnough()).isTrue();

        assertThat(database.count("select count(*) from information_schema.tables where table_schema = database()"))
                .isEqualTo(3);
    }

    @Test
    void own_tables_that_are_there_need_no_creation() {
        grant("select, references, update on " + all, "delete on note");
        database.execute("create table palimpsest_run (id int)");
        Needed there = new Needed(needed().tables(), null, true);

        Rights rights = Rights.of(database.connection("it's me", "clerk"), there);

        assertThat(rights.missing()).containsExactly("INSERT, DELETE on " + name("palimpsest_run"));
    }
}

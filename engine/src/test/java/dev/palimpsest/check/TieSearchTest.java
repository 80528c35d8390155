package dev.palimpsest.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.check.SuggestedTie.Reason;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns that look like references to people are put to the owner, and no others. */
@Tag("database")
final class TieSearchTest {
    private static final String MAP = """
            palimpsest: 1
            name: school
            jurisdiction: DE
            schema: {schema}
            subject:
              table: pupils
              key: id
              title: name
              inactive-for: P2Y
              identifiers: {name: name}
            activity:
              visit: {table: visit, at: day}
            treatment:
              pupils: {name: {replace: Former}, keep: all}
              visit: {keep: all}
              seen: {keep: [reader]}
              shelf: ignore
              profile: ignore
            ties:
              loan.user_id: none
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    private List<SuggestedTie> suggestions(String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("school.yaml", map.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .check()
                .suggestions();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void suggests_by_name_and_by_value(Product product) {
        database = product.create(
                "create table pupils (id int primary key, name varchar(40), buddy int, owner int)",
                "create table visit (id int primary key, reader int not null references pupils (id), day date, reader2 int,"
                        + " pupil_id bigint)",
                "create index visit_reader on visit (reader)",
                "create table loan (id int primary key, reader int, user_id int, reader_name varchar(40))",
                "create table mark (id int primary key, pupil_id int, value int)",
                "create table task (id int primary key, created_by int, erstellt_von int, eigenaar int, size int, kunden_nr int)",
                "create table shelf (id int primary key, pupil_id int)",
                "create table seen (id int primary key, reader int references pupils (id))",
                "create table box (id int primary key, reader int)",
                "create table profile (id int primary key references pupils (id))",
                "create table pupil_note (pupil_id int primary key, note varchar(40))",
                "insert into pupils values (101, 'Anna', null, 101), (102, 'Bert', null, 101), (103, 'Cleo', null, 102)",
                "insert into mark values (1, 101, 1), (2, 102, 2), (3, 999, 2)",
                "insert into loan values (1, 101, 101, 'Anna')",
                "insert into box values (1, 5), (2, 6), (3, 7)",
                "insert into task values (1, 101, 101, 7, 101, 101), (2, 102, 102, 102, 102, 102), (3, 103, 103, 103, 103, 103)");

        assertThat(suggestions(MAP))
                .extracting(
                        tie -> tie.table().name(),
                        SuggestedTie::column,
                        SuggestedTie::to,
                        SuggestedTie::reason,
                        SuggestedTie::known,
                        SuggestedTie::looked)
                .containsExactly(
                        Tuple.tuple("loan", "reader", "pupils.id", Reason.SAME_NAME, 1L, 1L),
                        Tuple.tuple("mark", "pupil_id", "pupils.id", Reason.CALLED_AFTER, 2L, 3L),
                        Tuple.tuple("pupil_note", "pupil_id", "pupils.id", Reason.CALLED_AFTER, 0L, 0L),
                        Tuple.tuple("task", "created_by", "pupils.id", Reason.PERSON, 3L, 3L),
                        Tuple.tuple("task", "erstellt_von", "pupils.id", Reason.PERSON, 3L, 3L),
                        Tuple.tuple("task", "kunden_nr", "pupils.id", Reason.PERSON, 3L, 3L),
                        Tuple.tuple("visit", "pupil_id", "pupils.id", Reason.CALLED_AFTER, 0L, 0L));
        assertThat(suggestions(MAP.replace("loan.user_id: none", "task.created_by: none, loan.reader: none")
                        .replace(
                                "ties:\n  task.created_by: none, loan.reader: none",
                                "ties: {task.created_by: none, loan.reader: none}")))
                .extracting(SuggestedTie::column)
                .doesNotContain("created_by", "reader")
                .contains("erstellt_von");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void suggests_a_login_where_the_map_ties_another_table_by_it(Product product) {
        database = product.create(
                "create table pupils (id int primary key, name varchar(40) not null unique)",
                "create table visit (id int primary key, name varchar(40), day date)",
                "create index visit_name on visit (name)",
                "create table login (id int primary key, name varchar(40))",
                "insert into pupils values (101, 'anna')",
                "insert into login values (1, 'anna')");

        assertThat(suggestions(MAP.replace(
                                "visit: {keep: all}",
                                "visit: {via: \"name -> pupils.name\", name: {replace: x}, keep: [day]}")
                        .replace(
                                "  seen: {keep: [reader]}\n  shelf: ignore\n  profile: ignore\nties:\n  loan.user_id: none\n",
                                "")
                        .replace("identifiers: {name: name}", "identifiers: {login: name}")
                        .replace("name: {replace: Former}", "name: {random: text}")))
                .extracting(tie -> tie.table().name(), SuggestedTie::to, SuggestedTie::reason)
                .containsExactly(Tuple.tuple("login", "pupils.name", Reason.SAME_NAME));
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_column_that_refers_to_several_tables_is_suggested_with_the_condition_for_people(Product product) {
        database = product.create(
                "create table pupils (id int primary key, name varchar(40))",
                "create table visit (id int primary key, reader int not null references pupils (id), day date)",
                "create index visit_reader on visit (reader)",
                "create table message (id int primary key, sender_type varchar(20), sender_id int, text varchar(40))",
                "create table label (id int primary key, labelled_type varchar(40), labelled_id int)",
                "create table log (id int primary key, item_type varchar(40), item_id int)",
                "insert into pupils values (1, 'Anna'), (2, 'Bert'), (3, 'Cleo')",
                "insert into message values (1, 'Pupil', 1, 'x'), (2, 'Teacher', 1, 'x'), (3, 'Teacher', 2, 'x'),"
                        + " (4, 'Teacher', 3, 'x'), (5, 'Teacher', 4, 'x'), (6, 'Teacher', 5, 'x')",
                "insert into label values (1, 'School::Pupil', 2), (2, 'School::Room', 3)",
                "insert into log values (1, 'Room', 1), (2, 'Room', 2), (3, 'Room', 3)");

        assertThat(suggestions(without("seen", "shelf", "profile", "loan")))
                .extracting(
                        tie -> tie.table().name(),
                        SuggestedTie::column,
                        SuggestedTie::where,
                        SuggestedTie::known,
                        SuggestedTie::looked)
                .containsExactly(
                        Tuple.tuple("label", "labelled_id", "labelled_type = 'School::Pupil'", 1L, 1L),
                        Tuple.tuple("message", "sender_id", "sender_type = 'Pupil'", 1L, 1L));
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_column_called_after_another_table_whose_keys_it_holds_is_not_suggested(Product product) {
        database = product.create(
                "create table pupils (id int primary key, name varchar(40))",
                "create table visit (id int primary key, reader int not null references pupils (id), day date)",
                "create index visit_reader on visit (reader)",
                "create table users (id int primary key, name varchar(40))",
                "create table pupil_groups (id int primary key, name varchar(40))",
                "create table task (id int primary key, user_id int, client_id int, pupil_group_id int, pupil_id int)",
                "create table clients (id int primary key)",
                "insert into pupils values (1, 'Anna'), (2, 'Bert'), (3, 'Cleo')",
                "insert into users values (1, 'Ulla'), (2, 'Vera'), (3, 'Will')",
                "insert into clients values (1), (2)",
                "insert into pupil_groups values (1, '1a'), (2, '1b'), (3, '1c')",
                "insert into task values (1, 1, 1, 1, 1), (2, 2, 2, 2, 2), (3, 3, 3, 3, 3)");

        assertThat(suggestions(without("seen", "shelf", "profile", "loan")))
                .as("not all values of client_id are keys of clients")
                .extracting(tie -> tie.table().name(), SuggestedTie::column)
                .containsExactly(Tuple.tuple("task", "client_id"), Tuple.tuple("task", "pupil_id"));
    }

    /** The map without what it says of these tables. */
    private static String without(String... tables) {
        String map = MAP.replace("ties:\n  loan.user_id: none\n", "");
        for (String table : tables) {
            map = map.replaceAll("  " + table + ": .*\n", "");
        }
        return map;
    }
}

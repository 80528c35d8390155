package dev.palimpsest.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.survey.Act;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What 'archive' remembers, and 'restore' brings back of it. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class EarlierStatusTest {
    private static final String MAP = """
            palimpsest: 1
            name: club
            jurisdiction: DE
            schema: {schema}
            subject:
              table: person
              key: id
              title: name
              inactive-for: P2Y
              identifiers: {name: name}
              archive: {set: {active: "false", hidden_at: "2026-11-22 12:00:00", remark: "archived"}}
              restore: {set: {active: "true", newsletter: "false"}}
            activity:
              born: {table: person, at: born}
            treatment:
              person: {name: {replace: Former}, keep: [born, active, hidden_at, newsletter]}
            """;
    private static final Selection ANNA = Selection.of(List.of(new SubjectKey("1")));

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    private Palimpsest palimpsest;

    private void open(String map) {
        boolean mariaDb = product == Product.MARIADB;
        database = product.create(
                "create table person (id int primary key, name varchar(60), born date, active "
                        + (mariaDb ? "bit(1)" : "boolean") + " not null, hidden_at "
                        + (mariaDb ? "datetime(6)" : "timestamptz") + ", newsletter "
                        + (mariaDb ? "tinyint(1)" : "boolean") + ", remark varchar(200))",
                "insert into person values (1, 'Anna Schmidt', '2001-01-01', " + bit(true)
                        + ", '2020-01-02 03:04:05.123456', true, 'Anna Schmidt is ill')");
        attach(map);
    }

    private void attach(String map) {
        palimpsest = attached(database.dataSource(), map);
    }

    private Palimpsest attached(DataSource source, String map) {
        return Palimpsest.attach(
                        source,
                        PrivacyMapReader.read("club.yaml", map.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    private String bit(boolean value) {
        return product == Product.MARIADB ? "b'" + (value ? 1 : 0) + "'" : Boolean.toString(value);
    }

    private void change(Act act) {
        assertThat(palimpsest.change(act, ANNA, 1, "test").done()).isOne();
    }

    private List<String> status() {
        return database.rows(
                product == Product.MARIADB
                        ? "select active + 0, hidden_at from person"
                        : "select cast(active as int), hidden_at from person");
    }

    @Test
    void a_bit_and_a_moment_that_were_come_back() {
        open(MAP);
        List<String> before = status();
        change(Act.ARCHIVE);
        assertThat(status()).isNotEqualTo(before);

        change(Act.RESTORE);

        assertThat(status()).isEqualTo(before);
    }

    @Test
    void a_short_number_that_was_comes_back() {
        open(MAP.replace("remark: \"archived\"", "level: \"0\"").replace("keep: [", "remark: erase, keep: [level, "));
        database.execute(
                "alter table person add level " + (product == Product.MARIADB ? "tinyint(1)" : "smallint"),
                "update person set level = 2");
        change(Act.ARCHIVE);

        change(Act.RESTORE);

        assertThat(database.count("select level from person")).isEqualTo(2);
    }

    /** Whoever objected meanwhile has objected. */
    @Test
    void what_only_restore_sets_is_set_as_the_map_says() {
        open(MAP);
        change(Act.ARCHIVE);

        change(Act.RESTORE);

        assertThat(database.count("select count(*) from person where newsletter"))
                .isZero();
    }

    @Test
    void a_free_text_is_not_remembered() {
        open(MAP);

        change(Act.ARCHIVE);

        assertThat(earlier()).contains("\"active\"").doesNotContain("Anna Schmidt");
    }

    @Test
    void a_longer_text_is_remembered_where_the_map_keeps_it() {
        open(MAP.replace("keep: [", "keep: [remark, "));
        database.execute("update person set remark = 'prospect'");
        change(Act.ARCHIVE);
        assertThat(earlier()).contains("prospect");

        change(Act.RESTORE);

        assertThat(database.rows("select remark from person")).containsExactly("prospect");
    }

    @Test
    void a_column_that_the_map_treats_is_not_remembered() {
        open(MAP.replace("name: {replace: Former}, ", "")
                .replace("title: name", "title: id")
                .replace("identifiers: {name: name}", "identifiers: {name: name}\n  deactivate: {set: {city: hidden}}")
                .replace("treatment:\n  person: {", "treatment:\n  person: {name: {replace: Former}, city: erase, "));
        database.execute("alter table person add city varchar(20)", "update person set city = 'Schmidtheim'");

        change(Act.DEACTIVATE);

        assertThat(earlier()).doesNotContain("Schmidt");
    }

    @Test
    void a_part_of_an_identifier_joined_over_rows_is_not_remembered() {
        open(MAP.replace("title: name", "title: id")
                        .replace("{name: name}", "{name: [{column: meta.v, where: \"k = 'first'\"}, name]}")
                        .replace("remark: \"archived\"", "name: \"archived\", remark: \"archived\"")
                        .replace("name: {replace: Former}, ", "")
                + "  meta: {v: erase, keep: [k]}\n");
        database.execute(
                "alter table person modify name varchar(40)"
                        .replace("modify name", product == Product.MARIADB ? "modify name" : "alter name type"),
                "create table meta (id int primary key, person_id int references person (id), k varchar(20), v varchar(80))",
                "create index meta_person on meta (person_id)",
                "insert into meta values (1, 1, 'first', 'Anna'), (2, 1, 'first', 'Annegret')");

        change(Act.ARCHIVE);

        assertThat(earlier()).contains("\"active\"").doesNotContain("Schmidt");
    }

    @Test
    void what_was_remembered_is_void_unless_the_columns_still_hold_what_the_act_wrote() {
        String map = MAP.replace("keep: [", "keep: [remark, ");
        open(map);
        change(Act.ARCHIVE);
        database.execute("update person set remark = 'customer again'", "update person set remark = 'hidden'");
        attach(map.replace("remark: \"archived\"", "remark: \"hidden\""));

        change(Act.RESTORE);

        assertThat(database.rows("select remark from person"))
                .as("the map decides, and it leaves this as it is")
                .containsExactly("hidden");
    }

    @Test
    void what_was_remembered_of_somebody_who_was_active_since_is_void() {
        open(MAP);
        change(Act.ARCHIVE);
        // the application has brought the record back and archived it again years later
        database.execute("update person set born = '2028-03-01'");
        palimpsest = palimpsest.with(Clock.fixed(Instant.parse("2031-11-22T12:00:00Z"), ZoneOffset.UTC));

        change(Act.RESTORE);

        assertThat(status()).hasSize(1).first().asString().startsWith("1|2026-11-22 12:00:00");
    }

    @Test
    void restoring_many_is_one_statement_whatever_their_status_was() {
        open(MAP);
        for (int id = 2; id <= 40; id++) {
            database.execute("insert into person (id, name, born, active, hidden_at) values (" + id + ", 'N" + id
                    + "', '2001-01-01', " + bit(true) + ", '2020-01-01 00:00:" + (id + 10) + "')");
        }
        Selection all = Selection.of(IntStream.rangeClosed(1, 40)
                .mapToObj(id -> new SubjectKey(Integer.toString(id)))
                .toList());
        assertThat(palimpsest.change(Act.ARCHIVE, all, 40, "test").done()).isEqualTo(40);
        List<String> updates = new ArrayList<>();

        palimpsest = attached(listening(database.dataSource(), updates), MAP);
        assertThat(palimpsest.change(Act.RESTORE, all, 40, "test").done()).isEqualTo(40);

        assertThat(updates).hasSize(1);
        assertThat(database.count("select count(distinct hidden_at) from person"))
                .isEqualTo(40);
    }

    /** Writes down which statements change people. */
    private static DataSource listening(DataSource source, List<String> updates) {
        return listening(
                DataSource.class,
                source,
                (method, arguments, result) -> result instanceof Connection connection
                        ? listening(Connection.class, connection, (prepare, with, statement) -> {
                            if (with != null && with[0] instanceof String sql && sql.startsWith("update ")) {
                                updates.add(sql);
                            }
                            return statement;
                        })
                        : result);
    }

    private interface Ear {
        @Nullable
        Object hear(Method method, Object @Nullable [] arguments, @Nullable Object result);
    }

    private static <T> T listening(Class<T> type, T to, Ear ear) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return ear.hear(method, arguments, method.invoke(to, arguments));
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private String earlier() {
        return database.rows("select values_before from palimpsest_earlier").toString();
    }
}

package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.embedded.EmbeddedMariaDb;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningDatabase;
import dev.palimpsest.text.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names of people, keys, tables, columns and files that would clear the screen, turn a line around or forge one: whatever a
 * verb shows to people shows the characters, and a screen obeys none.
 */
@Tag("database")
class NastyNamesTest {
    private static final String EVIL = "x\u001b[2J\u009b1m\u202ey\nFORGED\rFORGED\u2028\u2066";
    private static final String YAML = "x\\e[2J\\u009b1m\\u202ey\\nFORGED\\rFORGED\\u2028\\u2066";

    private static final String MAP = """
            palimpsest: 1
            name: club
            jurisdiction: DE
            schema: {schema}
            subject:
              table: "member{n}"
              key: "id{n}"
              title: ["first{n}", last_name]
              inactive-for: P9M
              identifiers: {name: ["first{n}", last_name], email: "mail{n}"}
              archive: {set: {state: archived}}
              deactivate: {set: {state: inactive}}
              restore: {set: {state: "on"}}
            activity:
              visit: {table: "visit{n}", at: last}
            blockers:
              planned: {table: "visit{n}", where: "last > :today", show: ["text{n}"], message: "Comes: {text{n}}{n}"}
            treatment:
              "member{n}": {"first{n}": {replace: "?"}, last_name: {replace: "?"}, "mail{n}": erase}
              "visit{n}": {last: {generalise: month}, "text{n}": {redact: anywhere}}
            after-run:
              shop: {command: ["/bin/false"]}
            """.replace("{n}", YAML);

    @TempDir
    Path directory;

    private Cli cli;

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "MariaDB"})
    void no_verb_shows_people_a_character_that_a_screen_obeys(String product) throws IOException, SQLException {
        boolean postgres = product.equals("PostgreSQL");
        try (RunningDatabase server = postgres
                ? EmbeddedPostgres.temporary().start()
                : EmbeddedMariaDb.temporary().start()) {
            server.createDatabase("club");
            fill(server, postgres ? '"' : '`');
            Path place = Files.createDirectory(directory.resolve("place" + EVIL));
            Path map = place.resolve("map.yaml");
            Files.writeString(map, MAP.replace("{schema}", postgres ? "public" : "club"));
            cli = new Cli(
                    Map.of("PALIMPSEST_PASSWORD", server.password()),
                    List.of(
                            "--map", map.toString(),
                            "--url", server.jdbcUrl("club"),
                            "--user", server.user(),
                            "--home", place.resolve("home").toString()));

            everyVerb(place);
            adopt(server);

            try (Stream<Path> files = Files.walk(place)) {
                for (Path page :
                        files.filter(file -> file.toString().endsWith(".html")).toList()) {
                    assertThat(Files.readString(page).codePoints().filter(NastyNamesTest::isObeyed))
                            .as("%s", page.getFileName())
                            .isEmpty();
                }
            }
        }
    }

    private static void fill(RunningDatabase server, char quote) throws SQLException {
        String script = """
                create table «member{n}» («id{n}» varchar(80) primary key, «first{n}» varchar(80), last_name varchar(80),
                    «mail{n}» varchar(80), state varchar(80));
                create table «visit{n}» (id int primary key, «member{n}» varchar(80) references «member{n}» («id{n}»), last date,
                    «text{n}» varchar(200));
                insert into «member{n}» values ('1{n}', 'Anna{n}', 'Brandt{n}', 'anna@mail.example', 'on'),
                    ('2{n}', 'Bert{n}', 'Claasen', 'bert@mail.example', 'on'),
                    ('3{n}', 'Cleo{n}', 'Dorn', 'anna@mail.example', 'on'), ('4', 'Dora', 'Ernst', null, 'on'),
                    ('5', 'Emil{n}', 'Falk', null, 'on');
                insert into «visit{n}» values (1, '1{n}', '2020-01-01', 'Anna{n} Brandt{n}'), (2, '2{n}', '2999-01-01', 'in{n}'),
                    (3, '3{n}', '2020-01-01', null), (4, '4', '2020-01-01', 'with Anna{n} Brandt{n}'),
                    (5, '5', '2020-01-01', null);
                """.replace('«', quote).replace('»', quote).replace("{n}", EVIL);
        try (Connection connection = server.dataSource("club").getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : script.split(";\\s*\n")) {
                statement.execute(sql);
            }
        }
    }

    private void everyVerb(Path place) {
        done("check");
        done("survey", "--list");
        done("survey", "--list", "--names", "--format", "csv");
        done("survey", "--list", "--names", "--format", "json");
        assertThat(told("deactivate", "--list", "--key", "5", "--key", "2" + EVIL)
                        .out())
                .contains("Who would change", "Who may not change now");
        done("deactivate", "--key", "5", "--confirm", "1");
        done("archive", "--list", "--key", "3" + EVIL);
        done("archive", "--key", "3" + EVIL, "--confirm", "1");
        done("restore", "--list", "--key", "3" + EVIL);
        done("restore", "--key", "3" + EVIL, "--confirm", "1");
        done("hold", "add", "--key", "5", "--reason", "claim", "--reference", "file");
        done("hold", "list");
        done("select", "save", "spring", "--key", "1" + EVIL);
        done("select", "list");
        done("select", "show", "spring");
        done("export", "--key", "1" + EVIL, "--out", place.resolve("copy").toString());
        merge();
        String file = place.resolve("preview.json").toString();
        String digest = cli.call("preview", "--key", "1" + EVIL, "--key", "2" + EVIL, "--out", file, "--format", "json")
                .json()
                .path("preview")
                .path("digest")
                .asString();
        assertThat(told("preview", "--list", "--samples", "3", "--key", "1" + EVIL, "--key", "2" + EVIL)
                        .out())
                .contains("Who would go", "Who cannot go now");
        assertThat(told("run", "--preview", file, "--confirm", digest).out()).contains("1 done");
        told("resume");
        assertThat(told("prove").out()).contains("Proof of run");
        for (String wrong :
                List.of("--key", "--kind", "--verdict", "--home", "--map", "--lang", "--inactive-for", "--" + EVIL)) {
            told("survey", "--list", wrong, EVIL);
        }
        told("hold", "add", "--key", "1" + EVIL, "--reason", EVIL);
        told("select", "show", EVIL);
        told("run", "--preview", place.resolve("none").toString(), "--confirm", digest);
        told(EVIL);
    }

    /** The database comes from one whose name has the characters. */
    private void adopt(RunningDatabase server) throws SQLException {
        try (Connection connection = server.dataSource("club").getConnection();
                PreparedStatement move = connection.prepareStatement(
                        "update palimpsest_identity set server_id = ?, database_name = ?")) {
            move.setString(1, EVIL);
            move.setString(2, EVIL);
            move.executeUpdate();
        }
        assertThat(told("check").out()).contains("adopt");
        told("adopt");
        told("adopt", "--as", EVIL);
        assertThat(told("run", "--preview", "none", "--confirm", EVIL).code()).isNotZero();
        done("adopt", "--as", "moved");
    }

    private void merge() {
        assertThat(told("merge", "--from", "4", "--into", "3" + EVIL, "--reason", "duplicate")
                        .out())
                .contains("Who goes, and who stays", "last active on", "This cannot be undone");
        assertThat(told("merge", "--from", "4", "--into", "3" + EVIL, "--reason", "duplicate", "--confirm", "yes")
                        .out())
                .contains("done.");
    }

    private void done(String... words) {
        Cli.Said said = told(words);
        assertThat(said.code()).as("%s: %s%s", words[0], said.out(), said.err()).isZero();
    }

    private Cli.Said told(String... words) {
        Cli.Said said = cli.call(words[0], Stream.of(words).skip(1).toArray(String[]::new));
        for (String text : List.of(said.out(), said.err())) {
            assertThat(text.codePoints().filter(NastyNamesTest::isObeyed).mapToObj(Integer::toHexString))
                    .as("%s: %s", words[0], Visible.lines(text))
                    .isEmpty();
            assertThat(text.lines()).as(words[0]).noneMatch(line -> line.strip().startsWith("FORGED"));
        }
        assertThat(said.err()).doesNotContain("PAL-BUG");
        return said;
    }

    /** A line break at the end of a line is ours; RFC 4180 writes it as two characters. */
    private static boolean isObeyed(int character) {
        return Visible.isHidden(character) && character != '\n' && character != '\r';
    }
}

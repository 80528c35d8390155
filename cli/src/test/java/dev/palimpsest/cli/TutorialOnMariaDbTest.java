package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.embedded.EmbeddedMariaDb;
import dev.palimpsest.embedded.RunningMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The tutorial's statements and map on MariaDB, with the rights that {@code check} prints and no others. */
@Tag("database")
class TutorialOnMariaDbTest {
    private static final Path TUTORIAL = Path.of("../docs/tutorial/attach-your-database.md");

    @TempDir
    static Path directory;

    private static RunningMariaDb server;

    @BeforeAll
    static void studio() throws IOException, SQLException {
        server = EmbeddedMariaDb.temporary().start();
        server.createDatabase("studio");
        for (String block : blocks("sql", "## On MariaDB or MySQL")) {
            execute(block);
        }
        List<String> maps = blocks("yaml", "## 4. Decide");
        Files.writeString(directory.resolve("studio.yaml"), maps.getFirst());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> blocks(String language, String behind) throws IOException {
        String text = Files.readString(TUTORIAL);
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text.substring(text.indexOf(behind)));
        return block.results().map(found -> found.group(1)).toList();
    }

    private static void execute(String statements) throws SQLException {
        try (Connection connection = server.dataSource("studio").getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements.split(";\\s*(\n|$)")) {
                statement.execute(sql);
            }
        }
    }

    private static Cli cli(String scheme, String database) {
        return new Cli(
                Map.of("PALIMPSEST_PASSWORD", "choose-one"),
                List.of(
                        "--map",
                        directory.resolve("studio.yaml").toString(),
                        "--url",
                        scheme + "://127.0.0.1:" + server.port() + "/" + database,
                        "--user",
                        "palimpsest_reader",
                        "--home",
                        directory.resolve("home").toString()));
    }

    @Test
    void the_tutorial_leads_from_a_reader_to_a_green_proof() throws SQLException {
        Cli cli = cli("jdbc:mariadb", "studio");
        assertThat(cli.call("survey").out()).contains("eligible                1", "never                     1");

        Cli.Said checked = cli.call("check");
        assertThat(checked.code()).isEqualTo(ExitCode.ENVIRONMENT);
        for (String grant :
                checked.out().lines().filter(line -> line.contains("GRANT ")).toList()) {
            execute(grant);
        }
        assertThat(cli.call("check").out()).contains("Ready.");

        String file = directory.resolve("preview.json").toString();
        JsonNode preview =
                cli.call("preview", "--out", file, "--format", "json").json();
        Cli.Said ran = cli.call(
                "run",
                "--preview",
                file,
                "--confirm",
                preview.path("preview").path("digest").asString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("1 done").doesNotContain("Not cleared");
        Cli.Said proved = cli.call("prove");
        assertThat(proved.code()).as(proved.out()).isZero();
        assertThat(proved.out()).startsWith("GREEN");
    }

    @Test
    void an_address_of_mysql_is_one_of_mariadb() {
        assertThat(cli("jdbc:mysql", "studio").call("survey").out()).contains("studio");
    }

    @Test
    void a_database_without_a_right_is_told_from_one_that_is_down() {
        Cli elsewhere = cli("jdbc:mariadb", "mysql");
        Cli.Said refused = elsewhere.call("survey");
        assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(refused.err())
                .contains("PAL-DB-002", "no right on the database")
                .doesNotContain("choose-one");
    }
}

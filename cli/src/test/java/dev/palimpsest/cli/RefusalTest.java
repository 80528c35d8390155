package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.demo.gym.Gym;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.PreviewFile;
import dev.palimpsest.preview.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Bad input: a message that says what to do, the right exit code, and nothing changed. */
@Tag("database")
class RefusalTest {
    @TempDir
    Path directory;

    private GymOnServer gym;
    private Map<String, String> before;

    @BeforeEach
    void gym() {
        gym = new GymOnServer(directory);
        before = gym.everything();
    }

    @Test
    void types_of_java_are_called_by_their_common_names() {
        refused("survey", ExitCode.REFUSED, "PAL-ARG-001", "'yes' is not a whole number", "--limit", "yes");
        refused("run", ExitCode.REFUSED, "PAL-ARG-001", "'much' is not a number", "--brake", "much");
    }

    @Test
    void broken_yaml() {
        gym.writeMap("palimpsest: 1\nname: [gym\n");
        refused("check", ExitCode.REFUSED, "PAL-MAP-001", "gym.yaml:");
    }

    @Test
    void a_map_that_is_not_there() throws IOException {
        Files.delete(gym.map);
        refused("check", ExitCode.REFUSED, "PAL-MAP-007", "gym.yaml");
    }

    @Test
    void an_unknown_table() {
        gym.mapWith("  dunning: {keep: all}", "  dunnning: {keep: all}");
        refused("check", ExitCode.REFUSED, "PAL-MAP-010", "Did you mean 'dunning'?");
    }

    @Test
    void an_unknown_column() {
        gym.mapWith("    mobile: erase", "    mobil: erase");
        refused("check", ExitCode.REFUSED, "PAL-MAP-011", "mobile");
    }

    @Test
    void an_undecided_column() {
        gym.mapWith("    mandate_reference: erase\n", "");
        refused("check", ExitCode.REFUSED, "PAL-MAP-013", "mandate_reference");
    }

    @Test
    void an_ambiguous_link() {
        gym.mapWith("  payment:\n    via: member_id                      # and not over the invoice\n", "  payment:\n");
        refused("check", ExitCode.REFUSED, "PAL-MAP-015", "payment");
    }

    @Test
    void erase_on_a_column_that_must_not_be_null() {
        gym.mapWith("    number: {random: text, prefix: \"V-\"}", "    number: erase");
        refused("check", ExitCode.REFUSED, "PAL-MAP-014", "contract.number");
    }

    @Test
    void several_problems_are_told_at_once_in_one_document() {
        gym.writeMap(Gym.map()
                .replace("    mobile: erase", "    mobil: erase")
                .replace("    mandate_reference: erase\n", ""));
        Cli.Said said = gym.cli().call("check", "--format", "json");
        assertThat(said.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.out()).isEmpty();
        JsonNode problems = said.errorJson().path("error").path("problems");
        assertThat(problems.size()).isGreaterThanOrEqualTo(3);
        assertThat(problems.get(0).path("file").asString()).endsWith("gym.yaml");
        assertThat(problems.get(0).path("line").asInt()).isPositive();
    }

    @Test
    void an_unreachable_database() {
        Cli elsewhere = new Cli(
                Map.of("PALIMPSEST_PASSWORD", "secret-word"),
                List.of("--map", gym.map.toString(), "--url", "jdbc:postgresql://127.0.0.1:1/gym", "--user", "gym"));
        Cli.Said said = elsewhere.call("survey", "--home", gym.home.toString());
        assertThat(said.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(said.err()).contains("PAL-DB-001", "127.0.0.1:1").doesNotContain("secret-word");
    }

    @Test
    void a_wrong_password() {
        Cli.Said said = gym.cli(gym.user(), "wrong-word").call("check");
        assertThat(said.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(said.err()).contains("PAL-DB-002").doesNotContain("wrong-word");
    }

    @Test
    void missing_rights() throws IOException {
        gym.sql("create role reader_" + gym.database + " login password 'reader'");
        gym.sql("grant select on all tables in schema public to reader_" + gym.database);
        Cli reader = gym.cli("reader_" + gym.database, "reader");

        Cli.Said checked = reader.call("check");
        assertThat(checked.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(checked.out()).contains("Not ready.", "GRANT ");

        JsonNode preview =
                reader.call("preview", "--out", file(), "--format", "json").json();
        Cli.Said ran = reader.call("run", "--preview", file(), "--confirm", digest(preview));
        assertThat(ran.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ran.err()).contains("PAL-DB-003", "GRANT ");
        unchanged();
    }

    @Test
    void a_run_without_confirmation() {
        preview();
        refused("run", ExitCode.REFUSED, "PAL-RUN-002", "--confirm", "--preview", file());
    }

    @Test
    void a_run_with_a_part_of_the_digest() {
        String digest = digest(preview());
        refused(
                "run",
                ExitCode.REFUSED,
                "PAL-RUN-002",
                "digest",
                "--preview",
                file(),
                "--confirm",
                digest.substring(0, 12));
    }

    @Test
    void a_preview_that_somebody_edited() throws IOException {
        String digest = digest(preview());
        Path preview = Path.of(file());
        Files.writeString(
                preview, Files.readString(preview).replace("\"withArchived\" : false", "\"withArchived\" : true"));
        refused("run", ExitCode.REFUSED, "PAL-RUN-001", "changed after", "--preview", file(), "--confirm", digest);
    }

    @Test
    void a_preview_of_the_day_before_yesterday() {
        Palimpsest twoDaysAgo = Palimpsest.attach(
                        new Database(gym.url(), gym.user(), new Password(gym.password())),
                        PrivacyMapReader.read(gym.map),
                        Home.at(gym.home))
                .with(Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)));
        var preview = twoDaysAgo.preview(Selection.eligible(), subject -> {});
        PreviewFile.write(preview, Path.of(file()));
        refused("run", ExitCode.REFUSED, "PAL-RUN-003", "expired", "--preview", file(), "--confirm", preview.digest());
    }

    @Test
    void a_preview_that_was_executed_already() {
        String digest = digest(preview());
        assertThat(gym.cli()
                        .call("run", "--preview", file(), "--confirm", digest)
                        .code())
                .isZero();
        before = gym.everything();
        refused("run", ExitCode.REFUSED, "PAL-RUN-004", "already", "--preview", file(), "--confirm", digest);
    }

    @Test
    void a_map_changed_since_the_preview() {
        String digest = digest(preview());
        gym.writeMap(Gym.map() + "# seen\n");
        refused("run", ExitCode.REFUSED, "PAL-RUN-005", "new preview", "--preview", file(), "--confirm", digest);
    }

    @Test
    void a_column_added_since_the_preview() {
        String digest = digest(preview());
        gym.sql("alter table member add column nickname text");
        before = gym.everything();
        refused("run", ExitCode.REFUSED, "PAL-MAP-013", "nickname", "--preview", file(), "--confirm", digest);
    }

    @Test
    void a_column_added_where_all_are_kept() {
        String digest = digest(preview());
        gym.sql("alter table check_in add column turnstile text");
        before = gym.everything();
        refused("run", ExitCode.REFUSED, "PAL-RUN-006", "check", "--preview", file(), "--confirm", digest);
    }

    @Test
    void a_run_that_nobody_knows() {
        refused("prove", ExitCode.REFUSED, "PAL-RUN-007", "no run", "--run", "20200101-abcdef");
        refused("resume", ExitCode.REFUSED, "PAL-RUN-007", "no run");
    }

    @Test
    void a_password_in_the_address() {
        Cli.Said said = new Cli(
                        Map.of(),
                        List.of(
                                "--map",
                                gym.map.toString(),
                                "--url",
                                gym.url() + "?password=secret-word",
                                "--user",
                                "x"))
                .call("check", "--home", gym.home.toString());
        assertThat(said.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.err()).contains("PAL-ARG-001", "PALIMPSEST_PASSWORD").doesNotContain("secret-word");
    }

    @Test
    void missing_options_are_named_together() {
        Cli.Said said = Cli.bare().call("check");
        assertThat(said.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.err()).contains("--map FILE", "--url jdbc:postgresql://", "--user NAME");
    }

    @Test
    void a_filter_that_can_fit_nobody() {
        refused("survey", ExitCode.REFUSED, "PAL-ARG-001", "Did you mean 'dunning'?", "--list", "--blocker", "duning");
        refused("survey", ExitCode.REFUSED, "PAL-ARG-001", "Add --list", "--verdict", "blocked");
        refused("preview", ExitCode.REFUSED, "PAL-ARG-001", "prospect", "--kind", "prospects");
        refused(
                "run",
                ExitCode.REFUSED,
                "PAL-ARG-001",
                "1 to 10000",
                "--preview",
                "p",
                "--confirm",
                "d",
                "--chunk-size",
                "0");
    }

    @Test
    void a_password_file_that_all_may_read_is_warned_of() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), gym.password() + "\n");
        Cli withFile = new Cli(
                Map.of(),
                List.of(
                        "--map",
                        gym.map.toString(),
                        "--url",
                        gym.url(),
                        "--user",
                        gym.user(),
                        "--password-file",
                        password.toString(),
                        "--home",
                        gym.home.toString()));
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(withFile.call("check").err()).contains("chmod 600");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Cli.Said said = withFile.call("check");
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
    }

    private void refused(String verb, int code, String error, String says, String... options) {
        Cli.Said said = gym.cli().call(verb, options);
        assertThat(said.code()).as(said.err()).isEqualTo(code);
        assertThat(said.err()).contains(error, says);
        assertThat(said.out()).isEmpty();
        unchanged();
    }

    private void unchanged() {
        assertThat(gym.everything()).isEqualTo(before);
    }

    private String file() {
        return directory.resolve("p.json").toString();
    }

    private JsonNode preview() {
        return gym.cli().call("preview", "--out", file(), "--format", "json").json();
    }

    private static String digest(JsonNode preview) {
        return preview.path("preview").path("digest").asString();
    }
}

package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rehearse}, {@code runs} and {@code uninstall} on the command line. */
@Tag("database")
class RehearsalVerbsTest {
    @TempDir
    Path directory;

    private GymOnServer gym;
    private Cli cli;
    private String file;
    private String digest;

    @BeforeEach
    void makeAGym() {
        gym = new GymOnServer(directory);
        cli = gym.cli();
        preview();
    }

    private void preview() {
        file = directory.resolve("p.json").toString();
        digest = cli.call("preview", "--out", file, "--limit", "20", "--format", "json")
                .json()
                .path("preview")
                .path("digest")
                .asString();
    }

    private void refuse(String key) {
        gym.sql("create function refuse() returns trigger language plpgsql as $$ begin if new.id = " + key
                + " then raise exception 'never'; end if; return new; end $$;"
                + " create trigger refuse after update on member for each row execute function refuse()");
    }

    private String someKey() {
        return JsonMapper.shared()
                .readTree(Path.of(file).toFile())
                .path("keys")
                .get(3)
                .asString();
    }

    @Test
    void a_rehearsal_changes_nothing_and_its_exit_code_says_whether_everybody_would_go() {
        Map<String, String> before = gym.everything();

        Cli.Said all = cli.call("rehearse", "--preview", file);

        assertThat(all.code()).as(all.err()).isEqualTo(ExitCode.DONE);
        assertThat(all.out())
                .contains("of 20 subjects, 20 would go", "Nothing was changed", "An estimate", "Not rehearsed");
        assertThat(gym.everything()).isEqualTo(before);
    }

    @Test
    void whoever_would_fail_is_listed_by_key_and_the_run_says_the_same() {
        String key = someKey();
        refuse(key);
        preview();

        Cli.Said said = cli.call("rehearse", "--preview", file, "--list");
        JsonNode rehearsal = cli.call("rehearse", "--preview", file, "--list", "--format", "json")
                .json()
                .path("rehearsal");

        assertThat(said.code()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(said.out())
                .containsPattern("(?m)^  " + key + " +failed +PAL-DB-006 \\(table public.member, SQLState P0001\\)");
        assertThat(rehearsal.path("failed").asLong()).isEqualTo(1);
        assertThat(rehearsal.path("list").get(0).path("key").asString()).isEqualTo(key);
        assertThat(cli.call("rehearse", "--preview", file).out()).contains("--list");
        JsonNode run = cli.call("run", "--preview", file, "--confirm", digest, "--format", "json")
                .json()
                .path("run");
        assertThat(run.path("failures")).isEqualTo(rehearsal.path("failures"));
        assertThat(run.path("rows")).isEqualTo(rehearsal.path("rows"));
    }

    @Test
    void a_rehearsal_wants_a_preview_and_a_sample_of_somebody() {
        assertThat(cli.call("rehearse").err()).contains("PAL-ARG-001", "--preview");
        Cli.Said nobody = cli.call("rehearse", "--preview", file, "--sample", "0");
        assertThat(nobody.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(cli.call("rehearse", "--preview", file, "--sample", "5").out())
                .contains("a sample of 20");
    }

    @Test
    void runs_are_listed_with_their_proof_and_then_uninstalled() {
        assertThat(cli.call("runs").out()).contains("no tables of its own here");
        assertThat(cli.call("uninstall").out()).contains("no tables of its own");
        String run = cli.call("run", "--preview", file, "--confirm", digest, "--format", "json")
                .json()
                .path("run")
                .path("run")
                .asString();
        assertThat(cli.call("runs").out()).contains(run, "finished", "none in this home");

        Cli.Said shown = cli.call("uninstall");
        assertThat(shown.code()).isEqualTo(ExitCode.DONE);
        assertThat(shown.out()).contains("palimpsest_receipt", "would go", "--lose unproved-runs", run);
        Cli.Said refused = cli.call("uninstall", "--confirm");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("PAL-OWN-001", "1 run is not proved", "--lose");
        assertThat(cli.call("uninstall", "--lose", "holds").err()).contains("PAL-ARG-001", "legal-holds");

        assertThat(cli.call("prove").out()).startsWith("GREEN, BUT FILES STAY");
        JsonNode listed =
                cli.call("runs", "--format", "json").json().path("runs").path("runs");
        assertThat(listed.get(0).path("state").asString()).isEqualTo("proved");
        assertThat(listed.get(0).path("proof").asString()).isEqualTo("green");
        Cli.Said gone = cli.call("uninstall", "--confirm");
        assertThat(gone.code()).as(gone.err()).isEqualTo(ExitCode.DONE);
        assertThat(gone.out()).contains("dropped", "1 report and 0 keys");
        assertThat(cli.call("check", "--format", "json")
                        .json()
                        .path("check")
                        .path("ownTables")
                        .isNull())
                .isTrue();
    }

    @Test
    void on_a_copy_the_list_says_that_it_is_one() {
        cli.call("run", "--preview", file, "--confirm", digest);
        GymOnServer copy = gym.copy();

        Cli.Said runs = copy.cli().call("runs");

        assertThat(runs.code()).isEqualTo(ExitCode.DONE);
        assertThat(runs.out()).contains("a copy, a restored backup", "finished");
    }
}

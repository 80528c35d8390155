package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the command line says of a database that is another, or no longer the one it was. */
@Tag("database")
class AdoptVerbTest {
    @TempDir
    Path directory;

    private GymOnServer gym;

    @BeforeEach
    void makeAGym() {
        gym = new GymOnServer(directory);
    }

    @Test
    void a_preview_of_one_branch_is_refused_by_the_other() {
        GymOnServer branch = new GymOnServer(directory);
        String file = directory.resolve("p.json").toString();
        JsonNode preview =
                gym.cli().call("preview", "--out", file, "--format", "json").json();
        String digest = preview.path("preview").path("digest").asString();
        var before = branch.everything();

        Cli.Said said = branch.cli().call("run", "--preview", file, "--confirm", digest);

        assertThat(said.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.err()).contains("PAL-RUN-015", gym.database, branch.database, "nothing is changed");
        assertThat(branch.everything()).isEqualTo(before);
    }

    @Test
    void a_copy_is_noticed_by_check_and_adopted_in_one_step() {
        assertThat(gym.cli().call("adopt").out()).contains("no tables of its own here yet");
        gym.cli().call("select", "save", "all");
        assertThat(gym.cli().call("adopt").out()).contains("Known.");
        GymOnServer copy = gym.copy();

        Cli.Said check = copy.cli().call("check");
        assertThat(check.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(check.out()).contains("Not ready.", gym.database, copy.database, "adopt");
        assertThat(copy.cli().call("select", "save", "more").err()).contains("PAL-RUN-016");
        Cli.Said look = copy.cli().call("adopt");
        assertThat(look.code()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(look.out()).contains("--as moved", "--as restored", "--as copied");
        Cli.Said misspelt = copy.cli().call("adopt", "--as", "copy");
        assertThat(misspelt.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(misspelt.err()).contains("PAL-ARG-001", "copied");

        JsonNode adopted = copy.cli()
                .call("adopt", "--as", "copied", "--format", "json")
                .json()
                .path("adopt");
        assertThat(adopted.path("known").asBoolean()).isTrue();
        assertThat(adopted.path("origin").asString()).isEqualTo("copied");
        assertThat(adopted.path("by").asString()).isEqualTo(System.getProperty("user.name"));
        assertThat(copy.cli().call("check").code()).isEqualTo(ExitCode.DONE);
        assertThat(gym.cli().call("check").code()).isEqualTo(ExitCode.DONE);
        assertThat(copy.cli().call("adopt", "--as", "copied").err()).contains("nothing to adopt");
    }
}

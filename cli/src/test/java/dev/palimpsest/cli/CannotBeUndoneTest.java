package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Requirement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whoever is about to release something is told that it is for good. */
@Tag("database")
class CannotBeUndoneTest {
    private static final String FINAL = "This cannot be undone: what it takes away, nobody can bring back.";

    @TempDir
    Path directory;

    @Test
    @Requirement("MG-12")
    void preview_and_run_say_so_for_one_person_and_for_many() {
        GymOnServer gym = new GymOnServer(directory);
        String everybody = directory.resolve("everybody.json").toString();
        String one = directory.resolve("one.json").toString();

        Cli.Said bulk =
                gym.cli().call("preview", "--kind", "former", "--name", "Ehemalige November", "--out", everybody);
        assertThat(bulk.out()).contains("Ehemalige November: ", FINAL);
        JsonNode listed = gym.cli()
                .call("survey", "--list", "--verdict", "eligible", "--limit", "1", "--format", "json")
                .json();
        String key = listed.path("list").path(0).path("key").asString();
        Cli.Said single = gym.cli().call("preview", "--key", key, "--out", one);
        assertThat(single.out()).contains("1 subject would go", FINAL);

        Map<String, String> before = gym.everything();
        for (String file : List.of(everybody, one)) {
            Cli.Said unconfirmed = gym.cli().call("run", "--preview", file);
            assertThat(unconfirmed.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(unconfirmed.err()).contains(FINAL);
        }
        assertThat(gym.everything()).isEqualTo(before);
        gym.cli().call("hold", "add", "--key", key, "--reason", "other");
        assertThat(gym.cli().call("uninstall").out()).contains(FINAL);
    }

    @Test
    @Requirement("MG-15")
    void a_name_of_several_lines_is_refused() {
        GymOnServer gym = new GymOnServer(directory);

        Cli.Said refused = gym.cli().call("preview", "--name", "Ehemalige\nNovember");

        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("one line of 1 to 100 characters");
    }
}

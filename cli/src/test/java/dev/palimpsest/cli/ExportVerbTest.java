package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("database")
class ExportVerbTest {
    @TempDir
    Path directory;

    @Test
    void exports_one_member_and_says_no_name() throws IOException {
        GymOnServer gym = new GymOnServer(directory);
        String name = gym.strings("select last_name from member where id = 1").getFirst();
        Path out = directory.resolve("out");

        Cli.Said said = gym.cli().call("export", "--key", "1", "--out", out.toString());

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("Exported 1 person", "2 files", "member", "Delete them")
                .doesNotContain(name);
        assertThat(Files.readString(out.resolve("export-1.json"))).contains(name);
        assertThat(Files.readString(out.resolve("export-1.html"))).contains(name, "lang=\"en\"");
        assertThat(gym.cli()
                        .call("export", "--key", "1", "--out", out.toString())
                        .code())
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void refuses_to_begin_without_somebody_somewhere_or_a_known_form() {
        GymOnServer gym = new GymOnServer(directory);
        String out = directory.resolve("out").toString();

        assertThat(gym.cli().call("export", "--key", "1").err()).contains("PAL-ARG-001", "--out");
        assertThat(gym.cli().call("export", "--out", out).err()).contains("PAL-EXP-002", "--key");
        assertThat(gym.cli()
                        .call("export", "--key", "1", "--as", "pdf", "--out", out)
                        .code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void a_run_exports_everybody_of_its_preview_first_and_changes_nothing_when_it_cannot() throws IOException {
        GymOnServer gym = new GymOnServer(directory);
        String file = directory.resolve("p.json").toString();
        String digest = gym.cli()
                .call("preview", "--limit", "3", "--out", file, "--format", "json")
                .json()
                .path("preview")
                .path("digest")
                .asString();
        Path open = Files.createDirectory(directory.resolve("open"));
        var before = gym.everything();
        List<String> run = List.of("--preview", file, "--confirm", digest, "--format", "json", "--export-first");

        Cli.Said refused = gym.cli().call("run", with(run, open));
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.errorJson().path("error").path("code").asString()).isEqualTo("PAL-EXP-003");
        assertThat(gym.everything()).isEqualTo(before);

        JsonNode done = gym.cli()
                .call("run", with(run, directory.resolve("copy")))
                .json()
                .path("run");
        assertThat(done.path("done").asInt()).isEqualTo(3);
        assertThat(done.path("exportedTo").asString())
                .isEqualTo(directory.resolve("copy").toString());
        try (var files = Files.list(directory.resolve("copy"))) {
            assertThat(files).hasSize(6);
        }
    }

    private static String[] with(List<String> options, Path directory) {
        List<String> all = new java.util.ArrayList<>(options);
        all.add(directory.toString());
        return all.toArray(String[]::new);
    }
}

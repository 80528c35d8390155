package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.demo.gym.Gym;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class AfterRunVerbTest {
    @TempDir
    Path directory;

    @Test
    void a_hook_that_does_not_confirm_makes_run_and_proof_incomplete_and_resume_mends_it() {
        GymOnServer gym = new GymOnServer(directory);
        gym.writeMap(Gym.map() + "\nafter-run: {newsletter: {command: [/bin/sh, -c, \"exit 7\"]}}\n");
        String file = directory.resolve("p.json").toString();
        String digest = gym.cli()
                .call("preview", "--limit", "3", "--out", file, "--format", "json")
                .json()
                .path("preview")
                .path("digest")
                .asString();

        Cli.Said run = gym.cli().call("run", "--preview", file, "--confirm", digest, "--brake", "1");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(run.out()).contains("Hook newsletter: 0 of 3 confirmed (exit 7).", "resume");

        gym.writeMap(Gym.map() + "\nafter-run: {newsletter: {command: [/bin/true]}}\n");
        Cli.Said resumed = gym.cli().call("resume");
        assertThat(resumed.out()).contains("Hook newsletter: 3 of 3 confirmed.");
        assertThat(resumed.code()).as(resumed.err()).isEqualTo(ExitCode.DONE);
        assertThat(gym.cli()
                        .call("prove", "--format", "json")
                        .json()
                        .path("proof")
                        .path("told")
                        .get(0)
                        .path("confirmed")
                        .asInt())
                .isEqualTo(3);
    }
}

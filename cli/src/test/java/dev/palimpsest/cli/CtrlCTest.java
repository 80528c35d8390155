package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.cli.Cli.Said;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever presses Ctrl-C is told what was done and how to go on; nothing is half done. */
@Tag("database")
class CtrlCTest {
    private static final Pattern GO_ON = Pattern.compile("(?m)^Go on: \\S*palimpsest resume .*--run (\\S+)$");

    @TempDir
    Path directory;

    @Test
    void a_run_that_is_interrupted_says_how_to_go_on_and_is_resumed() throws IOException, InterruptedException {
        GymOnServer gym = new GymOnServer(directory);
        Path preview = directory.resolve("p.json");
        String digest = gym.cli()
                .call("preview", "--out", preview.toString(), "--format", "json")
                .json()
                .path("preview")
                .path("digest")
                .asString();

        Process run = palimpsest(gym, "run", "--preview", preview.toString(), "--confirm", digest, "--chunk-size", "1");
        StringBuilder err = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(run.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                err.append(line).append('\n');
                if (line.startsWith("Run ") && line.contains(" begins: ")) {
                    new ProcessBuilder("kill", "-INT", String.valueOf(run.pid()))
                            .start()
                            .waitFor();
                }
            }
        }

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(err).contains("PAL-WORK-001", "Ending where nothing is half done");
        assertThat(run.exitValue()).isEqualTo(ExitCode.ENDED);
        Matcher goOn = GO_ON.matcher(err);
        assertThat(goOn.find()).as(err.toString()).isTrue();
        Said resumed = gym.cli().call("resume", "--run", goOn.group(1));
        assertThat(resumed.code()).isEqualTo(ExitCode.DONE);
        assertThat(gym.cli().call("prove").code()).isEqualTo(ExitCode.DONE);
    }

    /** Whoever was started in the background hears no Ctrl-C, nor does what it starts: so the tests of a script's job. */
    private static List<String> hearing() throws IOException, InterruptedException {
        List<String> hearing = List.of("env", "--default-signal=INT");
        int known = new ProcessBuilder("env", "--default-signal=INT", "true")
                .start()
                .waitFor();
        return known == 0 ? hearing : List.of();
    }

    private static Process palimpsest(GymOnServer gym, String... verb) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(hearing());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(verb));
        command.addAll(List.of(
                "--map", gym.map.toString(), "--url", gym.url(), "--user", gym.user(), "--home", gym.home.toString()));
        ProcessBuilder process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        process.environment().put("PALIMPSEST_PASSWORD", gym.password());
        return process.start();
    }
}

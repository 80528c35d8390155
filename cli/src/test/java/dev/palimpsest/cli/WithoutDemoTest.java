package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An installation may leave the libraries of the demo and of the office out. */
final class WithoutDemoTest {
    private static final List<String> OF_THE_DEMO = List.of(
            "demo",
            "server",
            "embedded",
            "datafaker",
            "rgxgen",
            "snakeyaml-2",
            "commons-compress",
            "commons-lang3",
            "xz-");

    private record Ended(int code, String output) {}

    private static Ended palimpsest(String... words) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> OF_THE_DEMO.stream().noneMatch(name -> isOf(name, Path.of(entry))))
                .collect(Collectors.joining(java.io.File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "dev.palimpsest.cli.Main"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /** A jar of that name, or the classes of that module. */
    private static boolean isOf(String name, Path entry) {
        return entry.getFileName().toString().startsWith(name)
                || entry.getFileName().toString().contains("palimpsest-" + name)
                || Stream.of("classes", "test-classes").anyMatch(part -> entry.endsWith(Path.of(name, "target", part)));
    }

    @Test
    void every_verb_is_there_without_the_libraries_of_the_demo() throws Exception {
        Ended help = palimpsest("--help");

        assertThat(help.output()).contains("check", "prove", "demo");
        assertThat(help.code()).isZero();
        assertThat(palimpsest("check", "--help").code()).isZero();
        assertThat(palimpsest("check").output()).contains("--map FILE").doesNotContain("NoClassDefFound");
    }

    @Test
    void the_demo_says_that_it_is_not_installed() throws Exception {
        Ended demo = palimpsest("demo");

        assertThat(demo.output()).contains("PAL-ARG-001", "not part of this installation");
        assertThat(demo.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(palimpsest("demo", "--help").code()).isZero();
        assertThat(palimpsest("completion").code()).isZero();
    }

    @Test
    void the_office_says_that_it_is_not_installed() throws Exception {
        Ended office = palimpsest("serve");

        assertThat(office.output()).contains("PAL-ARG-001", "not part of this installation");
        assertThat(office.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(palimpsest("serve", "--help").output()).contains("--port");
        assertThat(palimpsest("completion", "bash").output()).doesNotContain("NoClassDefFound");
    }
}

package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.cli.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    /** The first word of what stands in backticks. */
    private static final Pattern NAME = Pattern.compile("`([a-z]+)[^`]*`");

    /** Every verb there is, but those that only help. */
    static Stream<String> verbs() {
        return commandLine().getSubcommands().keySet().stream()
                .filter(verb -> !verb.equals("help") && !verb.equals("completion"));
    }

    private static CommandLine commandLine() {
        return Main.commandLine(
                Terminal.plain(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()), Map.of());
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void teaches_each_verb(String verb) {
        Cli.Said said = Cli.bare().call(verb, "--help");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("Examples:", "  palimpsest " + verb, "Exit codes: 0 did it", "--format")
                .doesNotContain("--today");
        assertThat(said.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(110));
        assertThat(Cli.bare().call("help", verb).out()).isEqualTo(said.out());
    }

    @Test
    void lists_all_verbs() {
        Cli.Said said = Cli.bare().call("--help");
        assertThat(said.code()).isZero();
        assertThat(said.out().lines().map(line -> line.strip().split(" ")[0]))
                .containsAll(commandLine().getSubcommands().keySet());
        assertThat(Cli.bare().call("--version").out()).startsWith("Palimpsest ");
        assertThat(Cli.bare().call("run", "--version").out()).startsWith("Palimpsest ");
    }

    @Test
    void says_the_same_of_verbs_that_it_has_not_looked_at() {
        assertThat(Cli.bare().call("--help").out()).isEqualTo(commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF));
    }

    @Test
    void a_verb_may_stand_in_a_file_of_arguments(@TempDir Path directory) throws IOException {
        Path arguments = Files.writeString(directory.resolve("arguments"), "check --help");

        assertThat(Cli.bare().call("@" + arguments).out())
                .isEqualTo(Cli.bare().call("check", "--help").out());
    }

    @Test
    void shows_the_verbs_on_the_error_stream_when_there_is_none() {
        Cli.Said said = new Cli(Map.of(), List.of()).call("--");
        assertThat(said.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains("Verbs:", "survey");
    }

    @Test
    void refuses_what_it_does_not_know_and_says_where_help_is() {
        Cli.Said verb = Cli.bare().call("surwey");
        assertThat(verb.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(verb.err()).contains("PAL-ARG-001", "survey", "--help");
        Cli.Said option = Cli.bare().call("check", "--mpa", "x", "--format", "json");
        assertThat(option.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(option.out()).isEmpty();
        assertThat(option.errorJson().path("error").path("code").asString()).isEqualTo("PAL-ARG-001");
        assertThat(Cli.bare().call("survey", "--format", "xml").code()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void completes_every_verb_in_a_shell() {
        String script = Cli.bare().call("completion", "bash").out();
        assertThat(script)
                .startsWith("#!/usr/bin/env bash")
                .contains("--confirm")
                .contains(verbs().map(verb -> "palimpsest_" + verb).toList());
        assertThat(Cli.bare().call("completion", "zsh").out()).contains("bashcompinit");
    }

    @Test
    void describes_every_option() {
        commandLine().getSubcommands().values().stream()
                .flatMap(verb -> verb.getCommandSpec().options().stream())
                .forEach(option -> assertThat(option.description())
                        .as(option.longestName())
                        .isNotEmpty());
    }

    @Test
    void the_reference_has_a_row_for_every_verb_and_no_other() throws IOException {
        String page = Files.readString(Path.of("../docs/reference/command-line.md"));
        Set<String> rows = new TreeSet<>();
        page.lines()
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .flatMap(line -> NAME.matcher(line.split(" \\| ")[0]).results())
                .forEach(name -> rows.add(name.group(1)));

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        commandLine().getSubcommands().keySet());
    }
}

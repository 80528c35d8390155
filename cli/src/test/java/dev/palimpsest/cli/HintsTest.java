package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class HintsTest {
    private static final CommandLine PALIMPSEST = Main.commandLine(
            Terminal.plain(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()), Map.of());

    @Test
    void every_verb_and_option_that_a_hint_names_exists() {
        Set<String> options = PALIMPSEST.getSubcommands().values().stream()
                .flatMap(verb -> verb.getCommandSpec().optionsMap().keySet().stream())
                .collect(Collectors.toSet());
        Hints.all().forEach((code, hint) -> {
            assertThat(Pattern.compile("--[a-z-]+").matcher(hint).results().map(found -> found.group()))
                    .as(code.id())
                    .isNotEmpty()
                    .isSubsetOf(options);
            assertThat(Pattern.compile("'palimpsest ([a-z]+)")
                            .matcher(hint)
                            .results()
                            .map(found -> found.group(1)))
                    .as(code.id())
                    .isSubsetOf(PALIMPSEST.getSubcommands().keySet());
        });
    }

    @Test
    void nothing_is_said_twice() {
        assertThat(Hints.of(new PalimpsestException(ErrorCode.RUN_BRAKED, "stopped")))
                .contains("--brake");
        assertThat(Hints.of(new PalimpsestException(ErrorCode.RUN_BRAKED, "stopped. Add --brake 1.")))
                .isNull();
    }
}

package dev.palimpsest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The engine says what; how it is done with a command line, a page or a call, their authors add. */
final class EngineMessagesTest {
    /** A text that names an option, or calls the programme. */
    private static final Pattern COMMAND_LINE =
            Pattern.compile("\"[^\"\\n]*(--[a-z]{2,}|'palimpsest [a-z])[^\"\\n]*\"");

    @Test
    void no_message_of_the_engine_speaks_the_command_line() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Files.readString(source)
                        .lines()
                        .filter(line -> !line.strip().startsWith("*"))
                        .forEach(line -> {
                            if (COMMAND_LINE.matcher(line).find()) {
                                found.add(source.getFileName() + ": " + line.strip());
                            }
                        });
            }
        }

        assertThat(found).isEmpty();
    }
}

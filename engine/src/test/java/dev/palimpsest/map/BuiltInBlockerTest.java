package dev.palimpsest.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an operator is shown as a reason can be looked up. */
final class BuiltInBlockerTest {
    private static final Pattern HEADING = Pattern.compile("(?m)^### The built-in blocker `(.+)`$");

    @Test
    void the_documentation_has_a_section_for_each_and_no_other() throws IOException {
        String page = Files.readString(Path.of("../docs/reference/verdicts-and-blockers.md"));
        List<String> documented =
                HEADING.matcher(page).results().map(heading -> heading.group(1)).toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(BuiltInBlocker.ids());
    }
}

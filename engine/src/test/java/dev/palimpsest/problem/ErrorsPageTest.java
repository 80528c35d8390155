package dev.palimpsest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of errors and the enum say the same. */
class ErrorsPageTest {
    private static final Path PAGE = Path.of("../docs/reference/errors.md");

    /** Code to the text of its entry, in the order of the page. */
    private static Map<String, String> entries() throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String entry : Files.readString(PAGE).split("(?m)^### ")) {
            if (entry.startsWith("PAL-")) {
                String[] headingAndText = entry.split("\\R", 2);
                String earlier =
                        entries.put(headingAndText[0].strip(), headingAndText[1].split("(?m)^## ")[0]);
                assertThat(earlier).as("a second entry of " + headingAndText[0]).isNull();
            }
        }
        return entries;
    }

    @Test
    void describes_every_code_in_the_order_of_the_enum_and_no_other() throws IOException {
        assertThat(entries().keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::id).toList());
    }

    @Test
    void says_of_every_code_what_it_means_what_causes_it_and_what_to_do() throws IOException {
        entries().forEach((code, text) -> {
            String[] parts = text.strip().split("\\R\\R");
            assertThat(parts).as(code).hasSize(3);
            assertThat(parts[0]).as(code).isNotBlank().endsWith(".");
            assertThat(parts[1]).as(code).startsWith("*Caused by*: ").endsWith(".");
            assertThat(parts[2]).as(code).startsWith("*Solution*: ").endsWith(".");
        });
    }

    @Test
    void every_code_has_an_id_of_its_own() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::id)).doesNotHaveDuplicates();
    }
}

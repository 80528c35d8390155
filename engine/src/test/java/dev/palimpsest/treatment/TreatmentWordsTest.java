package dev.palimpsest.treatment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.map.PrivacyMapReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The words of treatments stand in the engine; schema and documentation repeat them. */
final class TreatmentWordsTest {
    @Test
    void the_schema_knows_every_treatment_and_no_other() throws IOException {
        JsonNode treatment;
        try (InputStream schema =
                Objects.requireNonNull(PrivacyMapReader.class.getResourceAsStream("privacy-map.schema.json"))) {
            treatment = JsonMapper.shared().readTree(schema).at("/$defs/columnTreatment/oneOf");
        }
        Set<String> words = new TreeSet<>();
        treatment.valueStream().forEach(way -> {
            way.path("enum").valueStream().forEach(word -> words.add(word.asString()));
            way.path("required").valueStream().forEach(word -> words.add(word.asString()));
        });

        assertThat(words).containsExactlyInAnyOrderElementsOf(Treatments.words());
    }

    private static List<String> page() throws IOException {
        return Files.readString(Path.of("../docs/reference/privacy-map.md"))
                .lines()
                .toList();
    }

    @Test
    void the_documentation_of_the_map_has_a_row_for_every_treatment() throws IOException {
        List<String> page = page();

        assertThat(Treatments.words())
                .allSatisfy(word -> assertThat(page)
                        .as(word)
                        .anyMatch(line -> line.startsWith("| `" + word + "`") || line.startsWith("| `{" + word + ":")));
    }

    /** The link to the person is no matter of types. */
    @Test
    void the_documentation_says_of_every_treatment_which_types_can_bear_it() throws IOException {
        String header = page().stream()
                .filter(line -> line.startsWith("| type |"))
                .findFirst()
                .orElseThrow();

        assertThat(header.split(" ?\\| ?"))
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of("", "type"),
                                Treatments.words().stream().filter(word -> !word.equals("reassign")))
                        .toList());
    }
}

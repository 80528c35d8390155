package dev.palimpsest.treatment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.map.PrivacyMapReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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

    @Test
    void the_documentation_of_the_map_names_every_treatment() throws IOException {
        assertThat(Files.readString(Path.of("../docs/reference/privacy-map.md")))
                .contains(Treatments.words().stream().map(word -> "`" + word).toList());
    }
}

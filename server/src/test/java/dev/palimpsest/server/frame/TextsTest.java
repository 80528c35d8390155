package dev.palimpsest.server.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.text.Words;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TextsTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    static List<String> languages() {
        return Words.languages();
    }

    private static Properties texts(String language) throws IOException {
        String file = "/dev/palimpsest/server/office_" + language + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(TextsTest.class.getResourceAsStream(file), file), StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(reader);
            return texts;
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void every_language_has_every_text_and_each_can_be_put_together(String language) throws IOException {
        Properties texts = texts(language);

        assertThat(texts.keySet()).isEqualTo(texts("en").keySet());
        texts.forEach((name, text) -> {
            MessageFormat format = new MessageFormat(text.toString(), Locale.of(language));
            assertThat(format.format(new Object[] {1, 2, 3}))
                    .as(name.toString())
                    .isNotBlank()
                    .doesNotContain("''");
            assertThat(text.toString().replace("''", ""))
                    .as(name + " writes an apostrophe twice")
                    .doesNotContain("'");
        });
    }

    @Test
    void templates_name_only_texts_that_are_there() throws IOException {
        Set<String> named = new TreeSet<>();
        Pattern name = Pattern.compile("#\\{([a-z][a-zA-Z.-]+)[}(]");
        for (Path file : templates()) {
            Matcher found = name.matcher(Files.readString(file));
            found.results().forEach(result -> named.add(result.group(1)));
        }

        assertThat(named).hasSizeGreaterThan(60);
        assertThat(texts("en").stringPropertyNames()).containsAll(named);
    }

    /** What stands between tags without {@code th:text} would be English in every language. */
    @Test
    void no_template_says_anything_by_itself() throws IOException {
        Pattern said = Pattern.compile("<(?!code|style|!--)([a-z0-9]+)((?:\\s[^<>]*)?)>\\s*([A-Za-z][^<]*)<");
        for (Path file : templates()) {
            Matcher found = said.matcher(Files.readString(file).replaceAll("(?s)<!--.*?-->", ""));
            while (found.find()) {
                assertThat(found.group(2))
                        .as(file + ": " + found.group(3).strip())
                        .satisfiesAnyOf(
                                attributes -> assertThat(attributes).contains("th:text"),
                                attributes -> assertThat(found.group(3).strip()).isEqualTo("Palimpsest"));
            }
        }
    }

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }
}

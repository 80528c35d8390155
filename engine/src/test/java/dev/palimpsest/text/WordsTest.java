package dev.palimpsest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every language says everything, and everything that has to be repeated elsewhere is. */
final class WordsTest {
    private static final Pattern VALUE = Pattern.compile("\\{[a-z0-9]+");

    private static Properties texts(String language) throws IOException {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream("words_" + language + ".properties")),
                StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(reader);
            return texts;
        }
    }

    private static Set<String> values(String text) {
        return VALUE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_language_says_everything_with_the_same_values() throws IOException {
        Properties english = texts("en");
        for (String language : Words.languages()) {
            Properties texts = texts(language);
            assertThat(texts.stringPropertyNames()).as(language).isEqualTo(english.stringPropertyNames());
            for (String name : english.stringPropertyNames()) {
                assertThat(texts.getProperty(name)).as("%s %s", language, name).isNotBlank();
                assertThat(values(texts.getProperty(name)))
                        .as("%s %s", language, name)
                        .isEqualTo(values(english.getProperty(name)));
            }
        }
    }

    /** A single apostrophe quotes what follows: the values behind it would be printed as {0}. */
    @Test
    void an_apostrophe_is_written_twice_where_a_message_format_reads_it() throws IOException {
        for (String language : Words.languages()) {
            Properties texts = texts(language);
            for (String name : texts.stringPropertyNames()) {
                if (name.startsWith("page.")) {
                    assertThat(texts.getProperty(name).replace("''", ""))
                            .as("%s %s", language, name)
                            .doesNotContain("'");
                }
            }
        }
    }

    @Test
    void every_file_is_a_language_and_is_documented() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/palimpsest/text"))) {
            assertThat(files.map(file -> file.getFileName().toString().replaceAll("words_|\\.properties", "")))
                    .containsExactlyInAnyOrderElementsOf(Words.languages());
        }
        String row = Files.readString(Path.of("../docs/reference/command-line.md"))
                .lines()
                .filter(line -> line.startsWith("| `--lang"))
                .findFirst()
                .orElseThrow();
        assertThat(row.split("\\| ?")[2].split(":")[0].split(", | or ")).containsExactlyElementsOf(Words.languages());
    }

    @Test
    void a_language_that_nobody_wrote_is_english() {
        assertThat(Words.in("xx").language()).isEqualTo("en");
        assertThat(Words.in("de").say("page.rows", 1)).isNotBlank();
        assertThat(Words.inEveryLanguage("blocker.kind")).containsOnlyKeys(Words.languages());
    }
}

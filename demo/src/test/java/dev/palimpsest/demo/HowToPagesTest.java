package dev.palimpsest.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for the three businesses can be followed, and nobody is left out by their words. */
class HowToPagesTest {
    private static final String SHORT = "\n## In short\n";
    private static final String FULL = "\n## In full\n";
    private static final Pattern VERB = Pattern.compile("\\b(survey|deactivate|merge|preview|run|prove)\\b");
    private static final Pattern STEP = Pattern.compile("(?m)^### (\\d+)\\. (.+)$");

    /** Words that name one sex where French has a word for all, and forms in parentheses. */
    private static final Pattern GENDERED = Pattern.compile(
            "(?iU)\\b(clients?|clientes?|adhérente?s?|participante?s?|abonnée?s?|inscrite?s?|utilisateurs?|utilisatrices?"
                    + "|anonymisée?s?|seule?s|monsieur|madame|mme)\\b(?![·.]e)|\\p{L}\\((e|s|es|ne|ère|trice|rice)\\)");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"\\n]+)\"");

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static String page(String name) throws IOException {
        return read("../docs/how-to/" + name + ".md");
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        int end = text.indexOf(to, start + 1);
        assertThat(start).as("the heading '%s'", from.strip()).isPositive();
        return text.substring(start + from.length(), end < 0 ? text.length() : end);
    }

    @ParameterizedTest
    @Requirement("MG-23")
    @ValueSource(strings = {"forget-gym-members", "forget-course-participants", "forget-studio-customers"})
    void a_page_has_a_short_instruction_at_the_top_and_the_full_text_below(String name) throws IOException {
        String page = page(name);
        assertThat(page.indexOf(SHORT)).as("the first heading").isEqualTo(page.indexOf("\n## "));
        String quick = between(page, SHORT, "\n## ");
        String full = between(page, FULL, "\n## ");

        assertThat(page.indexOf(FULL)).isGreaterThan(page.indexOf(SHORT));
        assertThat(quick.lines().count()).isLessThanOrEqualTo(15);
        assertThat(full.lines().count()).isGreaterThan(3 * quick.lines().count());
        List<String> verbs = verbs(quick);
        assertThat(verbs).contains("survey", "preview", "run", "prove");
        assertThat(quick).as("that it is final").contains("cannot");
        assertThat(verbs(full)).containsAll(verbs);
    }

    private static List<String> verbs(String text) {
        return VERB.matcher(text).results().map(MatchResult::group).distinct().toList();
    }

    @Test
    @Requirement("EV-15")
    void the_page_for_a_studio_is_a_numbered_instruction_of_which_every_step_says_what_to_do() throws IOException {
        String page = page("forget-studio-customers");
        String full = between(page, FULL, "\n## ");
        List<MatchResult> steps = STEP.matcher(full).results().toList();

        assertThat(steps).hasSizeGreaterThanOrEqualTo(5);
        assertThat(steps.stream().map(step -> Integer.valueOf(step.group(1))))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, steps.size()).boxed().toList());
        for (int i = 1; i < steps.size(); i++) {
            String step = full.substring(
                    steps.get(i).end(), i + 1 < steps.size() ? steps.get(i + 1).start() : full.length());
            assertThat(step).as("step %s", steps.get(i).group(2)).contains("```");
        }
        String quick = between(page, SHORT, "\n## ");
        assertThat(Pattern.compile("(?m)^\\d+\\. ").matcher(quick).results().count())
                .as("steps of the short instruction")
                .isEqualTo(steps.size());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Le client est parti.,             true
            Cher(e) membre                  , true
            Une abonnée                     , true
            Client·e                        , false
            La clientèle                    , false
            Profil supprimé                 , false
            """)
    void the_test_of_words_tells_them_apart(String text, boolean gendered) {
        assertThat(GENDERED.matcher(text).find()).isEqualTo(gendered);
    }

    @Test
    @Requirement("EV-15")
    void french_texts_name_no_sex_where_there_is_a_word_for_all() throws IOException {
        List<String> texts = frenchTexts();

        assertThat(texts).hasSizeGreaterThan(20).anyMatch(text -> text.contains("abonnement"));
        assertThat(texts).filteredOn(text -> GENDERED.matcher(text).find()).isEmpty();
    }

    /** What the studio's map, its profile, its page and the programme itself say in French. */
    private static List<String> frenchTexts() throws IOException {
        List<String> texts = new ArrayList<>();
        String map = read("src/main/resources/dev/palimpsest/demo/studio/studio.yaml");
        add(texts, map, "\\bfr: \"?([^\"}\\n]+)");
        add(texts, map, "replace: \"([^\"]+)\"");
        add(texts, read("src/main/java/dev/palimpsest/demo/studio/Roster.java"), "new Name\\((\"[^)]+\")\\)");
        add(texts, read("src/main/java/dev/palimpsest/demo/studio/ProfileTables.java"), "\"(Profil [^\"]+)\"");
        add(texts, read("../engine/src/main/resources/dev/palimpsest/text/words_fr.properties"), "(?m)= (.+)$");
        QUOTED.matcher(page("forget-studio-customers"))
                .results()
                .map(match -> match.group(1))
                .filter(text -> text.chars().anyMatch(letter -> "éèàçê".indexOf(letter) >= 0))
                .forEach(texts::add);
        return texts;
    }

    private static void add(List<String> texts, String from, String pattern) {
        List<String> found = Pattern.compile(pattern)
                .matcher(from)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(found).as("texts found by %s", pattern).isNotEmpty();
        texts.addAll(found);
    }
}

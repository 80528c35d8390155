package dev.palimpsest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about releases and the build say the same. */
class ReleasePageTest {
    private static final Path HOW_TO = Path.of("../docs/how-to");
    private static final Path ENGINE = Path.of("pom.xml");
    private static final Path CLI = Path.of("../cli/pom.xml");

    private static String page() throws IOException {
        return Files.readString(HOW_TO.resolve("make-a-release.md"));
    }

    /** The first group of the pattern, wherever it is found. */
    private static List<String> all(String pattern, String text) {
        List<String> found = Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
        assertThat(found).as(pattern).isNotEmpty();
        return found;
    }

    @Test
    void names_the_profile_of_both_modules() throws IOException {
        for (String profile : all(" -P(\\S+)", page())) {
            for (Path pom : List.of(ENGINE, CLI)) {
                assertThat(Files.readString(pom)).as("%s", pom).contains("<id>" + profile + "</id>");
            }
        }
    }

    @Test
    void names_the_licences_that_may_be_shipped() throws IOException {
        String licences = page().split("\\*\\*Licences\\.\\*\\*", 2)[1].split("may be shipped", 2)[0];

        assertThat(all("`([^`]+)`", licences))
                .containsExactlyElementsOf(all("<includedLicense>(.+)</includedLicense>", Files.readString(CLI)));
    }

    @Test
    void names_every_file_without_which_the_build_stops() throws IOException {
        String page = page();
        for (String file : all("<file>.*[/}](\\S+)</file>", Files.readString(CLI))) {
            assertThat(page).contains(file);
        }
    }

    @Test
    void the_page_for_java_asks_for_the_version_that_is_built() throws IOException {
        assertThat(all("<version>(.+)</version>", Files.readString(HOW_TO.resolve("embed-in-java.md"))))
                .containsExactly(
                        all("<version>(.+)</version>", Files.readString(ENGINE)).getFirst());
    }

    @Test
    void the_readme_lists_every_page_of_this_kind() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        try (Stream<Path> pages = Files.list(HOW_TO)) {
            assertThat(pages.map(page -> "(docs/how-to/" + page.getFileName() + ")"))
                    .isNotEmpty()
                    .allSatisfy(link -> assertThat(readme).contains(link));
        }
    }
}

package dev.palimpsest.map;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole maps in the documentation are read without a finding. */
class DocumentedMapsTest {
    private static final Pattern MAP = Pattern.compile("```yaml\\R(palimpsest: 1\\R.*?)```", Pattern.DOTALL);

    /** A map with the page it stands on. */
    record Documented(String page, String yaml) {
        @Override
        public String toString() {
            return page;
        }
    }

    static List<Documented> maps() throws IOException {
        List<Documented> maps = new ArrayList<>();
        try (Stream<Path> pages = Files.walk(Path.of("../docs"))) {
            for (Path page : pages.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                Matcher map = MAP.matcher(Files.readString(page));
                while (map.find()) {
                    maps.add(new Documented(page.getFileName().toString(), map.group(1)));
                }
            }
        }
        return maps;
    }

    @ParameterizedTest
    @MethodSource("maps")
    void is_read(Documented map) {
        assertThatCode(() -> PrivacyMapReader.read(map.page(), map.yaml())).doesNotThrowAnyException();
    }
}

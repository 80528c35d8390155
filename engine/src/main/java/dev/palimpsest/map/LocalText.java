package dev.palimpsest.map;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A text in several languages.
 *
 * @param byLanguage two-letter language code to text; at least one entry
 */
public record LocalText(Map<String, String> byLanguage) {
    public LocalText {
        byLanguage = Map.copyOf(byLanguage);
        if (byLanguage.isEmpty()) {
            throw new IllegalArgumentException("a text needs at least one language");
        }
    }

    public static LocalText of(String language, String text) {
        return new LocalText(Map.of(language, text));
    }

    /** The text in this language, else in English, else in the first language by code. */
    public String in(String language) {
        return Stream.concat(
                        Stream.of(language, "en"), byLanguage.keySet().stream().sorted())
                .map(byLanguage::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}

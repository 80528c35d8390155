package dev.palimpsest.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * What Palimpsest itself says to people of the business, in one language: built-in blockers, the page of an export. Each
 * language is one file, {@code words_xx.properties}. What a map says stands in the map.
 */
public final class Words {
    private static final List<String> LANGUAGES = List.of("en", "de", "nl", "fr");
    private static final Map<String, Words> ALL = read();

    private final String language;
    private final Properties texts;

    private Words(String language, Properties texts) {
        this.language = language;
        this.texts = texts;
    }

    /** Two letters each, ISO 639; English first. */
    public static List<String> languages() {
        return LANGUAGES;
    }

    /** The words of a language; of English where there are none. */
    public static Words in(String language) {
        return Objects.requireNonNull(ALL.getOrDefault(language, ALL.get("en")));
    }

    /** One text as it is written, by language. */
    public static Map<String, String> inEveryLanguage(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        ALL.forEach((language, words) -> texts.put(language, words.text(name)));
        return texts;
    }

    public String language() {
        return language;
    }

    /** A text with these values in it, as {@link MessageFormat} puts them there. */
    public String say(String name, Object... values) {
        return new MessageFormat(text(name), Locale.of(language)).format(values);
    }

    private String text(String name) {
        return Objects.requireNonNull(texts.getProperty(name), name);
    }

    private static Map<String, Words> read() {
        Map<String, Words> all = new LinkedHashMap<>();
        LANGUAGES.forEach(language -> all.put(language, new Words(language, read(language))));
        return all;
    }

    private static Properties read(String language) {
        String file = "words_" + language + ".properties";
        try (InputStream in = Objects.requireNonNull(Words.class.getResourceAsStream(file), file);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(reader);
            return texts;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

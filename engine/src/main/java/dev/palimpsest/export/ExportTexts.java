package dev.palimpsest.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** The words around the data on a page, in one language. */
final class ExportTexts {
    private static final Set<String> LANGUAGES = Set.of("en", "de", "nl", "fr");

    private final String language;
    private final Properties texts = new Properties();

    private ExportTexts(String language) {
        this.language = language;
    }

    /** The texts in this language, in English where there are none. */
    static ExportTexts in(String wanted) {
        ExportTexts texts = new ExportTexts(LANGUAGES.contains(wanted) ? wanted : "en");
        String file = "page_" + texts.language + ".properties";
        try (InputStream in = Objects.requireNonNull(ExportTexts.class.getResourceAsStream(file), file);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            texts.texts.load(reader);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return texts;
    }

    String language() {
        return language;
    }

    String say(String name, Object... values) {
        String text = Objects.requireNonNull(texts.getProperty(name), name);
        return new MessageFormat(text, Locale.of(language)).format(values);
    }
}

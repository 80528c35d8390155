package dev.palimpsest.survey;

import dev.palimpsest.map.BlockerDeclaration;
import dev.palimpsest.map.BuiltInBlocker;
import dev.palimpsest.map.LocalText;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that forbids, or warns of, the anonymisation of a subject.
 *
 * @param blocker id in the map, or of a {@link BuiltInBlocker}
 * @param until the last day on which the row blocks; null when that cannot be known
 * @param shown columns of the row by name, for the message; for the operator's eyes only, stored nowhere
 */
public record BlockedBy(
        String blocker,
        BlockerDeclaration.Level level,
        @Nullable LocalDate until,
        Map<String, String> shown,
        LocalText text,
        @Nullable String fix) {

    public boolean blocks() {
        return level == BlockerDeclaration.Level.BLOCKS;
    }

    /** The message in a language, dates written as there. */
    public String message(String language) {
        return filled(text.in(language), language);
    }

    /** Where to mend it; null when the map does not say. */
    public @Nullable String link() {
        return fix == null ? null : filled(fix, "");
    }

    private String filled(String template, String language) {
        String message = template;
        for (Map.Entry<String, String> value : shown.entrySet()) {
            message = message.replace("{" + value.getKey() + "}", written(value.getValue(), language));
        }
        return message;
    }

    private static String written(String value, String language) {
        if (language.isEmpty() || value.length() < 10 || value.charAt(4) != '-') {
            return value;
        }
        try {
            return LocalDate.parse(value.substring(0, 10))
                    .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                            .withLocale(Locale.forLanguageTag(language.equals("en") ? "en-GB" : language)));
        } catch (DateTimeParseException noDate) {
            return value;
        }
    }

    /** The blocker only: what its row shows may belong to a person. */
    @Override
    public String toString() {
        return blocker + (until == null ? "" : " until " + until);
    }
}

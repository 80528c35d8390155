package dev.palimpsest.demo.generator;

import org.jspecify.annotations.Nullable;

/**
 * A phone number.
 *
 * @param country calling code, such as 49
 * @param code area or mobile code without the zero in front
 * @param number of the subscriber
 */
public record Phone(String country, String code, String number) {
    /** How people write it. */
    public enum Style {
        PLAIN,
        SLASH,
        HYPHEN,
        COMPACT,
        INTERNATIONAL,
        DOUBLE_ZERO,
        BRACKETS
    }

    public static @Nullable String written(@Nullable Phone phone, Style style) {
        return phone == null ? null : phone.written(style);
    }

    public String written(Style style) {
        return switch (style) {
            case PLAIN -> "0" + code + " " + number;
            case SLASH -> "0" + code + "/" + number;
            case HYPHEN -> "0" + code + "-" + number;
            case COMPACT -> "+" + country + code + number;
            case INTERNATIONAL -> "+" + country + " " + code + " " + number;
            case DOUBLE_ZERO -> "00" + country + " " + code + " " + number;
            case BRACKETS -> "(0" + code + ") " + number.substring(0, 3) + " " + number.substring(3);
        };
    }
}

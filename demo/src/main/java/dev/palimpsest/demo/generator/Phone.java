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
        return country.equals("33") ? inPairs(style) : inTwoParts(style);
    }

    /** As in France: 06 12 34 56 78, where the area code is no part of its own. */
    private String inPairs(Style style) {
        String digits = code + number;
        String pairs = digits.substring(1).replaceAll("(..)(?!$)", "$1 ");
        String first = digits.substring(0, 1);
        return switch (style) {
            case PLAIN -> "0" + first + " " + pairs;
            case SLASH -> "0" + first + "." + pairs.replace(' ', '.');
            case HYPHEN -> "0" + first + "-" + pairs.replace(' ', '-');
            case COMPACT -> "+33" + digits;
            case INTERNATIONAL -> "+33 " + first + " " + pairs;
            case DOUBLE_ZERO -> "0033 " + first + " " + pairs;
            case BRACKETS -> "+33 (0)" + first + " " + pairs;
        };
    }

    private String inTwoParts(Style style) {
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

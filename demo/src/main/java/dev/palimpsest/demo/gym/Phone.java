package dev.palimpsest.demo.gym;

import org.jspecify.annotations.Nullable;

/** A German phone number, kept as area or mobile code and subscriber number. */
record Phone(String code, String number) {
    enum Style {
        PLAIN,
        SLASH,
        HYPHEN,
        COMPACT,
        INTERNATIONAL,
        DOUBLE_ZERO,
        BRACKETS
    }

    static @Nullable String written(@Nullable Phone phone, Style style) {
        return phone == null ? null : phone.written(style);
    }

    String written(Style style) {
        return switch (style) {
            case PLAIN -> "0" + code + " " + number;
            case SLASH -> "0" + code + "/" + number;
            case HYPHEN -> "0" + code + "-" + number;
            case COMPACT -> "+49" + code + number;
            case INTERNATIONAL -> "+49 " + code + " " + number;
            case DOUBLE_ZERO -> "0049 " + code + " " + number;
            case BRACKETS -> "(0" + code + ") " + number.substring(0, 3) + " " + number.substring(3);
        };
    }
}

package dev.palimpsest.cli.terminal;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
    private Numbers() {}

    /** {@code 12,345}. */
    public static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 subject}, {@code 2 subjects}. */
    public static String counted(long number, String one, String many) {
        return grouped(number) + " " + (number == 1 ? one : many);
    }

    /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s}. */
    public static String seconds(double seconds) {
        if (seconds >= 60) {
            return (long) seconds / 60 + " min " + (long) seconds % 60 + " s";
        }
        return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
}

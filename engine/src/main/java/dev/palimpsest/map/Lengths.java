package dev.palimpsest.map;

import java.time.DateTimeException;
import java.time.Period;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lengths of time as the map and the command line write them: {@code P9M}, {@code P2Y}, {@code P1Y6M}, {@code P90D}. */
public final class Lengths {
    private static final Pattern PERIOD = Pattern.compile("P(?=\\d)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?");

    private Lengths() {}

    /** The length; empty when the text is none, or none of at least a day. */
    public static Optional<Period> read(String text) {
        try {
            return Optional.of(text)
                    .filter(written -> PERIOD.matcher(written).matches())
                    .map(Period::parse)
                    .filter(period -> !period.isZero());
        } catch (DateTimeException tooLong) {
            return Optional.empty();
        }
    }

    /** How they are written, for messages. */
    public static String form() {
        return "a length of time is written P9M for nine months, P2Y for two years, P1Y6M or P90D, and is at least one day";
    }
}

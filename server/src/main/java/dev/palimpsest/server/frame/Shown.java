package dev.palimpsest.server.frame;

import dev.palimpsest.text.Visible;
import org.springframework.stereotype.Component;

/** How pages show what somebody else has written. */
@Component("shown")
final class Shown {
    private static final int LONGEST = 60;

    /** A name in one line: characters that nobody sees made visible, what is too long cut. */
    public String name(String written) {
        String line = Visible.line(written);
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}

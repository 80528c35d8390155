package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Lets tests and the curious look at another day. Hidden, and not offered where something is changed. */
final class Today {
    @Option(names = "--today", paramLabel = "YYYY-MM-DD", hidden = true, description = "The business day to look at.")
    private @Nullable LocalDate today;

    boolean isSet() {
        return today != null;
    }

    Palimpsest on(Palimpsest palimpsest) {
        if (today == null) {
            return palimpsest;
        }
        var zone = palimpsest.map().zone();
        return palimpsest.with(
                Clock.fixed(today.atTime(LocalTime.NOON).atZone(zone).toInstant(), zone));
    }
}

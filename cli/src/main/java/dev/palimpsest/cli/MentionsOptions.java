package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.trace.Mentions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whoever confirms sees where the people are mentioned outside their own rows, unless they do not want to wait for it. */
final class MentionsOptions {
    @Option(
            names = "--no-mentions",
            description =
                    "Does not look for mentions in the rows of others, and for rows that look like the people's own and are"
                            + " tied to them by nothing. Looking takes about as long as a proof.")
    private boolean none;

    /**
     * Looks for them.
     *
     * @param samples how many texts of each column are shown
     * @return null where nobody wants to know
     */
    @Nullable
    Mentions of(Palimpsest palimpsest, Preview preview, int samples) {
        return none ? null : palimpsest.mentions(preview.keys(), samples);
    }
}

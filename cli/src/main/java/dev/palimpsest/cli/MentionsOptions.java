package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.preview.MentionedPreview;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.trace.Mentions;
import java.util.function.Consumer;
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

    /** @param mentions null where nobody wants to know */
    record Previewed(Preview preview, @Nullable Mentions mentions) {}

    /**
     * Previews, and looks for them where they are wanted.
     *
     * @param samples how many texts of each column are shown
     * @param skipped as in {@link Palimpsest#preview}
     */
    Previewed of(Palimpsest palimpsest, Selection selection, int samples, Consumer<Assessment> skipped) {
        if (none) {
            return new Previewed(palimpsest.preview(selection, skipped), null);
        }
        MentionedPreview both = palimpsest.previewWithMentions(selection, samples, skipped);
        return new Previewed(both.preview(), both.mentions());
    }
}

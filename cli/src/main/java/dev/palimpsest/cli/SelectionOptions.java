package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whom a verb is for; without any of them everybody of whom it is permitted. */
final class SelectionOptions {
    @Option(names = "--selection", paramLabel = "NAME", description = "The saved selection of this name.")
    private @Nullable String saved;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    /** @throws PalimpsestException {@code PAL-ARG-001} for what fits nobody, {@code PAL-SEL-002} for an unknown name */
    Selection of(Palimpsest palimpsest) {
        if (saved == null) {
            return filter.of(palimpsest);
        }
        if (filter.isGiven()) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "--selection says whom already. Leave the other filters and keys away, or save another selection.");
        }
        return palimpsest.selections().find(saved).selection();
    }
}

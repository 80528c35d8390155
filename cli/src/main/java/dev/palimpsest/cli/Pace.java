package dev.palimpsest.cli;

import dev.palimpsest.chunk.RunSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a run goes about its work. */
final class Pace {
    @ArgGroup(validate = false, heading = "%nHow it works:%n")
    private Options options = new Options();

    /** As given. */
    private static final class Options {
        @Option(
                names = "--chunk-size",
                paramLabel = "N",
                description = "Subjects per transaction, 1 to 10000 (default: 1000).")
        private @Nullable Integer chunkSize;

        @Option(
                names = "--brake",
                paramLabel = "SHARE",
                description =
                        "Stops the run when a greater share was skipped or failed, 0 to 1; 1 = never (default: 0.3).")
        private @Nullable Double brake;
    }

    RunSettings settings() {
        RunSettings settings = RunSettings.STANDARD;
        if (options.chunkSize != null) {
            settings = settings.withChunkSize(options.chunkSize);
        }
        return options.brake == null ? settings : settings.withBrake(options.brake);
    }
}

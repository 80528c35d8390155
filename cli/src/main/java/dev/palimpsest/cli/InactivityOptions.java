package dev.palimpsest.cli;

import dev.palimpsest.map.ActivityDeclaration;
import dev.palimpsest.map.Lengths;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Inactivity;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By what somebody counts as inactive, where not as the map says. */
final class InactivityOptions {
    @Option(
            names = "--inactive-for",
            paramLabel = "LENGTH",
            description = "How long without activity makes somebody inactive, such as P6M (default: as the map says).")
    private @Nullable String length;

    @Option(
            names = "--activity",
            paramLabel = "ID",
            split = ",",
            description = "Only these activities of the map count (default: all).")
    private List<String> activities = new ArrayList<>();

    boolean isGiven() {
        return length != null || !activities.isEmpty();
    }

    /** The same options for another verb, with a blank in front; empty where none is given. */
    String asArguments() {
        List<String> words = new ArrayList<>();
        if (length != null) {
            words.addAll(List.of("--inactive-for", length));
        }
        if (!activities.isEmpty()) {
            words.addAll(List.of("--activity", String.join(",", activities)));
        }
        return words.isEmpty() ? "" : " " + Shell.line(words);
    }

    /** @throws PalimpsestException {@code PAL-ARG-001} for what the map does not know, or no length */
    Inactivity of(PrivacyMap map) {
        ListOptions.refuse(
                "--activity",
                activities,
                map.activity().stream().map(ActivityDeclaration::id).toList());
        return new Inactivity(length == null ? null : length(length), activities);
    }

    private static Period length(String text) {
        return Lengths.read(text)
                .orElseThrow(() -> new PalimpsestException(
                        ErrorCode.BAD_ARGUMENT, "--inactive-for is " + text + ", but " + Lengths.form() + "."));
    }
}

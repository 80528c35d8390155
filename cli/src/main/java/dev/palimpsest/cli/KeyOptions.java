package dev.palimpsest.cli;

import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.SubjectKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Subjects by their keys. */
final class KeyOptions {
    @Option(names = "--key", paramLabel = "KEY", split = ",", description = "These subjects only.")
    private List<String> keys = new ArrayList<>();

    @Option(
            names = {"--keys-from", "--keys-file"},
            paramLabel = "FILE",
            description = "The subjects in this file only: a key per line, or CSV.")
    private @Nullable Path file;

    @Option(
            names = "--key-column",
            paramLabel = "HEADING",
            description = "The column of the CSV with the keys (default: key, or the name of the subject's key).")
    private @Nullable String column;

    boolean areGiven() {
        return !keys.isEmpty() || file != null;
    }

    /** Each key once; empty when none was given. */
    List<SubjectKey> of(PrivacyMap map) {
        Stream<SubjectKey> fromFile = file == null ? Stream.of() : new KeyFile(file, map, column).read().stream();
        return Stream.concat(keys.stream().map(SubjectKey::new), fromFile)
                .distinct()
                .toList();
    }
}

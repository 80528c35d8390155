package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * Each key once; empty when none was given.
     *
     * @throws PalimpsestException {@code PAL-ARG-001} for a file with something that is no key, by its line
     */
    List<SubjectKey> of(Palimpsest palimpsest) {
        Map<SubjectKey, String> called = new LinkedHashMap<>();
        for (String key : keys) {
            called.putIfAbsent(new SubjectKey(key), "number " + (called.size() + 1) + " of the keys named with --key");
        }
        if (file == null) {
            return List.copyOf(called.keySet());
        }
        new KeyFile(file, palimpsest.map(), column)
                .lines()
                .forEach((key, line) -> called.putIfAbsent(key, file + " line " + line));
        List<SubjectKey> all = List.copyOf(called.keySet());
        List<String> places = List.copyOf(called.values());
        palimpsest.unknown(all, places::get);
        return all;
    }
}

package dev.palimpsest.cli;

import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a preview is made for; without any of them everybody who is eligible. */
final class SelectionOptions {
    @Option(names = "--key", paramLabel = "KEY", split = ",", description = "These subjects only.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--keys-file", paramLabel = "FILE", description = "The subjects in this file only, a key per line.")
    private @Nullable Path keysFile;

    @Option(names = "--kind", paramLabel = "KIND", split = ",", description = "Subjects of this kind only.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--with-archived",
            description = "Also archived subjects that are inactive and that nothing forbids to go.")
    private boolean withArchived;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "0", description = "At most so many.")
    private int limit;

    Selection of(PrivacyMap map) {
        ListOptions.refuse("--kind", kinds, map.subject().kinds().keySet());
        if (limit < 0) {
            throw new PalimpsestException(ErrorCode.BAD_ARGUMENT, "--limit is " + limit + "; 0 means no limit.");
        }
        return new Selection(keys(keys, keysFile), kinds, withArchived, limit);
    }

    /** The keys given, and those in the file. */
    static List<SubjectKey> keys(List<String> given, @Nullable Path file) {
        List<String> all = new ArrayList<>(given);
        if (file != null) {
            all.addAll(read(file));
            if (all.isEmpty()) {
                throw new PalimpsestException(
                        ErrorCode.BAD_ARGUMENT, file + " names nobody. Write a key per line, or leave it away.");
            }
        }
        return all.stream().map(SubjectKey::new).toList();
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException unreadable) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, file + " cannot be read. Name a file with a key per line.");
        }
    }
}

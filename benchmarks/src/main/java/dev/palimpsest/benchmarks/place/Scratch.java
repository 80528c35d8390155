package dev.palimpsest.benchmarks.place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for what nobody needs afterwards. {@link #close()} deletes it. */
public final class Scratch implements AutoCloseable {
    private final Path directory;

    public Scratch() {
        try {
            directory = Files.createTempDirectory("palimpsest-bench");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

package dev.palimpsest.export;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where the files of one export go: all of them, or none. They are written beside their place and moved there when the
 * last is complete; a file that is there already is never replaced.
 */
final class ExportFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int NAMED_AT_MOST = 3;

    private final Path directory;
    private final Path fresh;

    private ExportFolder(Path directory, Path fresh) {
        this.directory = directory;
        this.fresh = fresh;
    }

    /**
     * Makes the directory where it is missing.
     *
     * @throws PalimpsestException EXPORT_NOT_PRIVATE when others may read it, HOME_UNUSABLE when it cannot be used
     */
    static ExportFolder at(Path wanted) {
        Path directory = wanted.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(directory)) {
                Path parent = directory.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            Set<PosixFilePermission> others = EnumSet.copyOf(OWNER_ONLY);
            others = EnumSet.complementOf(EnumSet.copyOf(others));
            others.retainAll(Files.getPosixFilePermissions(directory));
            if (!others.isEmpty()) {
                throw new PalimpsestException(
                        ErrorCode.EXPORT_NOT_PRIVATE,
                        directory + " may be read by others, and an export holds personal data. Nothing was written."
                                + " Protect it with 'chmod 700', or name a directory that does not exist yet.");
            }
            return new ExportFolder(
                    directory,
                    Files.createTempDirectory(
                            directory, ".unfinished-", PosixFilePermissions.asFileAttribute(OWNER_ONLY)));
        } catch (IOException | UnsupportedOperationException broken) {
            throw unusable(directory);
        }
    }

    static PalimpsestException unusable(Path directory) {
        return new PalimpsestException(
                ErrorCode.HOME_UNUSABLE,
                directory + " cannot be written to, so nothing was exported. Name another directory with --out, or make"
                        + " room there.");
    }

    Path directory() {
        return directory;
    }

    /** @throws PalimpsestException EXPORT_EXISTS when one of these files is there already */
    void refuseExisting(Collection<String> names) {
        var existing = names.stream()
                .filter(name -> Files.exists(directory.resolve(name)))
                .toList();
        if (!existing.isEmpty()) {
            throw exists(
                    existing.size(), String.join(", ", existing.subList(0, Math.min(NAMED_AT_MOST, existing.size()))));
        }
    }

    private PalimpsestException exists(int count, String names) {
        return new PalimpsestException(
                ErrorCode.EXPORT_EXISTS,
                directory + " holds " + (count == 1 ? "a file" : count + " files")
                        + " of the same name already, and an export replaces nothing: " + names
                        + (count > NAMED_AT_MOST ? ", ..." : "")
                        + ". Nothing was written. Name another directory with --out.");
    }

    /** A new file, which is on the disk when the writer is closed. */
    Writer write(String name) throws IOException {
        FileChannel channel = FileChannel.open(
                fresh.resolve(name),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(FILE_OWNER_ONLY));
        return new SyncedWriter(channel);
    }

    private static final class SyncedWriter extends java.io.FilterWriter {
        private final FileChannel channel;

        SyncedWriter(FileChannel channel) {
            super(new java.io.BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8)));
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                if (channel.isOpen()) {
                    flush();
                    channel.force(true);
                }
            }
        }
    }

    /**
     * Puts every file in its place.
     *
     * @return how many
     */
    long publish() throws IOException {
        long files = 0;
        try (DirectoryStream<Path> written = Files.newDirectoryStream(fresh)) {
            for (Path file : written) {
                Files.move(file, directory.resolve(file.getFileName()));
                files++;
            }
        } catch (FileAlreadyExistsException meanwhile) {
            throw exists(1, String.valueOf(Path.of(meanwhile.getFile()).getFileName()));
        }
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
        return files;
    }

    /** Takes away what was not put in its place. */
    @Override
    public void close() {
        try {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(fresh)) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(fresh);
        } catch (IOException broken) {
            throw new PalimpsestException(
                    ErrorCode.HOME_UNUSABLE,
                    fresh
                            + " holds what was left of an export and cannot be deleted. Delete it: it holds personal data.");
        }
    }
}

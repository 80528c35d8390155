package dev.palimpsest.export;

import dev.palimpsest.home.PrivateDirectory;
import dev.palimpsest.home.PrivateFile;
import dev.palimpsest.home.WriteFailure;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Set;

/**
 * Where the files of one export go: all of them, or none. They are written beside their place and moved there when the
 * last is complete; a file that is there already is never replaced.
 */
final class ExportFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
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
            PrivateDirectory.make(directory, ErrorCode.EXPORT_NOT_PRIVATE, "an export holds personal data");
            return new ExportFolder(
                    directory,
                    Files.createTempDirectory(
                            directory, ".unfinished-", PosixFilePermissions.asFileAttribute(OWNER_ONLY)));
        } catch (IOException broken) {
            throw unusable(directory, broken);
        } catch (UnsupportedOperationException elsewhere) {
            throw unusable(directory, new IOException("no owners of files"));
        }
    }

    static PalimpsestException unusable(Path directory, IOException why) {
        return new PalimpsestException(
                ErrorCode.HOME_UNUSABLE,
                directory + " " + WriteFailure.of(why) + ", so nothing was exported. Make room there, or name another"
                        + " directory.");
    }

    Path directory() {
        return directory;
    }

    /** @throws PalimpsestException EXPORT_EXISTS when one of these files is there already */
    void refuseExisting(Collection<String> names) {
        var existing = names.stream()
                .filter(name -> Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS))
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
                        + ". Nothing was written. Name another directory.");
    }

    /** A new file, which is on the disk when the writer is closed. */
    Writer write(String name) throws IOException {
        return PrivateFile.create(fresh.resolve(name));
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

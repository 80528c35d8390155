package dev.palimpsest.home;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds the keys of runs and the reports. Only its owner may read it. Safe for several processes: each
 * file is written whole or not at all.
 */
public final class Home {
    private static final String DATABASES = "databases";
    private static final String NOTES = "notes";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path directory;
    /** Where the files lie that were written before the home told databases apart; null in the home itself. */
    private final @Nullable Home before;

    private Home(Path directory, @Nullable Home before) {
        this.directory = directory;
        this.before = before;
    }

    /**
     * Opens the directory and makes it where it is missing.
     *
     * @throws PalimpsestException HOME_UNUSABLE when it cannot be made or written to
     */
    public static Home at(Path directory) {
        return new Home(directory.toAbsolutePath().normalize(), null).made();
    }

    private Home made() {
        make(directory);
        make(keys());
        make(reports());
        return this;
    }

    /**
     * The part of the home that belongs to one database: its keys, its reports, and what was noted of it.
     *
     * @param mark as the own tables of the database give it
     */
    public Home of(String mark) {
        make(directory.resolve(DATABASES));
        return new Home(directory.resolve(DATABASES).resolve(fileName(mark)), this).made();
    }

    /** {@code ~/.palimpsest}; {@code HOME} says where that is, where it is set. */
    public static Path standard() {
        String home = System.getenv("HOME");
        boolean known = home != null && !home.isBlank();
        return Path.of(known ? home : System.getProperty("user.home", "."), ".palimpsest");
    }

    public Path directory() {
        return directory;
    }

    public Path reports() {
        return directory.resolve("reports");
    }

    private Path keys() {
        return directory.resolve("keystore");
    }

    private void make(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Path parent = path.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
        } catch (FileAlreadyExistsException another) {
            // another process made it at the same moment
            if (!Files.isDirectory(path)) {
                throw unusable(path);
            }
        } catch (IOException | UnsupportedOperationException broken) {
            throw unusable(path);
        }
    }

    /** Keeps the key of a run until it is forgotten. */
    public void keepKey(String name, byte[] key) {
        write(keys().resolve(fileName(name) + ".key"), key);
    }

    /** The key of a run; empty when it was forgotten or made elsewhere. */
    public Optional<byte[]> key(String name) {
        Optional<byte[]> key = read(keys().resolve(fileName(name) + ".key"));
        return key.isPresent() || before == null ? key : before.key(name);
    }

    /** Destroys the key of a run: its traces can never be read again. */
    public void forgetKey(String name) {
        Path file = keys().resolve(fileName(name) + ".key");
        if (before != null) {
            before.forgetKey(name);
        }
        try {
            if (Files.exists(file)) {
                byte[] zeros = new byte[(int) Files.size(file)];
                Files.write(file, zeros, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw unusable(file);
        }
    }

    /** Writes a report and returns where it lies. */
    public Path writeReport(String name, byte[] content) {
        Path file = reports().resolve(name);
        write(file, content);
        return file;
    }

    public Optional<byte[]> report(String name) {
        Optional<byte[]> report = read(reports().resolve(name));
        return report.isPresent() || before == null ? report : before.report(name);
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException broken) {
            throw unusable(file);
        }
    }

    /** Adds a line to what is noted. It stays when the database forgets. */
    public void note(String line) {
        Path file = directory.resolve(NOTES);
        Set<OpenOption> appending =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, appending, PosixFilePermissions.asFileAttribute(FILE_OWNER_ONLY))) {
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            throw unusable(file);
        }
    }

    /** What was noted, in the order of noting. */
    public List<String> notes() {
        return read(directory.resolve(NOTES))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of());
    }

    private void write(Path file, byte[] content) {
        FileAttribute<Set<PosixFilePermission>> ownerOnly = PosixFilePermissions.asFileAttribute(FILE_OWNER_ONLY);
        try {
            Path folder = file.getParent();
            Path fresh = Files.createTempFile(folder == null ? directory : folder, ".new", null, ownerOnly);
            try {
                Files.write(fresh, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException broken) {
            throw unusable(file);
        }
    }

    private static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static PalimpsestException unusable(Path path) {
        return new PalimpsestException(
                ErrorCode.HOME_UNUSABLE,
                path + " cannot be read or written. Name another directory with --home, or give its owner the right.");
    }
}

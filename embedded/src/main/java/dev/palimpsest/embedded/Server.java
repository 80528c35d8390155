package dev.palimpsest.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;

/** The server of one directory: how it is made, found, started and stopped. {@link Launch} says when. */
abstract sealed class Server permits PostgresServer, MariaDbServer {
    static final String USER = "palimpsest";

    private final Home home;
    private final Account account;
    private final String password;

    Server(Home home, Account account) throws IOException {
        this.home = home;
        this.account = account;
        this.password = home.password();
    }

    /** One attempt to start. */
    enum Attempt {
        /** It takes connections. */
        STARTED,
        /** Somebody else listens at the port; another port may do. */
        PORT_TAKEN,
        /** It ended, and its log says why. */
        FAILED
    }

    final Home home() {
        return home;
    }

    final Account account() {
        return account;
    }

    final String password() {
        return password;
    }

    /** Written before each start. */
    abstract Path configuration();

    /** Names the server's process; left behind by a crash. */
    abstract Path processFile();

    /** Holds the version whose programmes can read the data, without its last part. */
    abstract Path versionFile(Path data);

    /** The whole version of the programmes at hand. */
    abstract String version() throws IOException;

    /** Makes a data directory there, whose only user has the {@link #password()}. */
    abstract void fill(Path unfinishedData) throws IOException;

    /** The port of the server that takes connections now, if one does. */
    abstract OptionalInt port() throws IOException;

    /** Starts with the configuration as it is, and waits until that succeeded or failed. */
    abstract Attempt start() throws IOException;

    /** Stops at once: open transactions are rolled back, everything committed is written. Does nothing when none runs. */
    abstract void stop() throws IOException;

    /** Makes the data directory, or makes sure that these programmes can read the one that is there. */
    final void create() throws IOException {
        if (Files.exists(home.data())) {
            requireReadable();
            return;
        }
        Home.delete(home.unfinishedData());
        account.own(home);
        fill(home.unfinishedData());
        Files.setPosixFilePermissions(home.unfinishedData(), PosixFilePermissions.fromString("rwx------"));
        Files.move(home.unfinishedData(), home.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void requireReadable() throws IOException {
        Path file = versionFile(home.data());
        if (!Files.exists(file)) {
            throw new EmbeddedDatabaseException(home.data() + " was not written by an embedded " + home.product()
                    + ": the file " + file.getFileName() + " is missing. Name another directory.");
        }
        String written = Files.readString(file).strip();
        if (!version().startsWith(written + ".")) {
            throw new EmbeddedDatabaseException(home.data() + " was written by " + home.product() + " " + written
                    + ", but the programmes here are of version " + version()
                    + ". Name another directory, or use the version that made this one.");
        }
    }
}

package dev.palimpsest.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server whose programmes are installed on this machine. */
final class MariaDbServer extends Server {
    static final String PROCESS_FILE = "mariadbd.pid";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final MariaDbProgrammes programmes;

    MariaDbServer(Home home, Account account, MariaDbProgrammes programmes) throws IOException {
        super(home, account);
        this.programmes = programmes;
    }

    @Override
    Path configuration() {
        return home().data().resolve("my.cnf");
    }

    @Override
    Path processFile() {
        return home().data().resolve(PROCESS_FILE);
    }

    @Override
    Path versionFile(Path data) {
        return data.resolve("MARIADB_VERSION");
    }

    @Override
    String version() throws IOException {
        return programmes.version(account(), home().directory());
    }

    @Override
    void fill(Path unfinishedData) throws IOException {
        new MariaDbCreation(this, programmes).fill(unfinishedData);
        String version = version();
        Files.writeString(versionFile(unfinishedData), version.substring(0, version.lastIndexOf('.')) + "\n");
    }

    @Override
    OptionalInt port() throws IOException {
        if (pid().isEmpty()) {
            return OptionalInt.empty();
        }
        OptionalInt port = Launch.lastPort(configuration());
        return port.isPresent() && answersAt(port.getAsInt()) ? port : OptionalInt.empty();
    }

    @Override
    Attempt start() throws IOException {
        long before = home().logSize();
        // In a session of its own: what is typed at the terminal of the first process is not meant for the server.
        Process process = new Command(
                        account(),
                        home().data(),
                        List.of("setsid", programmes.server(), "--defaults-file=my.cnf", "--datadir=./"))
                .begin(home().log());
        boolean started = false;
        try {
            started = answersInTime(process);
        } finally {
            if (!started) {
                process.destroy();
            }
        }
        if (started) {
            return Attempt.STARTED;
        }
        return home().logSince(before).contains("Bind on TCP/IP port") ? Attempt.PORT_TAKEN : Attempt.FAILED;
    }

    private boolean answersInTime(Process process) throws IOException {
        long end = System.nanoTime() + Launch.PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (port().isPresent()) {
                return true;
            }
            Launch.pause(home().product());
        }
        return false;
    }

    @Override
    void stop() throws IOException {
        OptionalLong pid = pid();
        if (pid.isEmpty()) {
            return;
        }
        ProcessHandle.of(pid.getAsLong()).ifPresent(ProcessHandle::destroy);
        long end = System.nanoTime() + Launch.PATIENCE.toNanos();
        while (ServerProcess.anyIn(home().data())) {
            if (System.nanoTime() > end) {
                throw new EmbeddedDatabaseException("MariaDB in " + home().data() + " did not stop within "
                        + Launch.PATIENCE.toMinutes() + " minutes. Read " + home().log() + ".");
            }
            Launch.pause(home().product());
        }
    }

    /** The number of the process that runs here; it may still be starting. */
    private OptionalLong pid() throws IOException {
        try (Stream<String> lines = Files.lines(processFile())) {
            return lines.limit(1)
                    .map(String::strip)
                    .filter(line -> NUMBER.matcher(line).matches())
                    .mapToLong(Long::parseLong)
                    .filter(pid -> ServerProcess.worksIn(pid, home().data()))
                    .findFirst();
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    private boolean answersAt(int port) {
        try (Connection connection =
                RunningMariaDb.source(port, "mysql", password()).getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}

package dev.palimpsest.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Makes a data directory: the server's own tables, the time zones by their names, and one user with a password. */
final class MariaDbCreation {
    private static final Path ZONES = Path.of("/usr/share/zoneinfo");

    /** In the data directory: a server that starts clears its directory of temporary files, also of those of others. */
    private static final String OWN_TEMPORARY_FILES = "--tmpdir=./";

    private final MariaDbServer server;
    private final MariaDbProgrammes programmes;

    MariaDbCreation(MariaDbServer server, MariaDbProgrammes programmes) {
        this.server = server;
        this.programmes = programmes;
    }

    void fill(Path data) throws IOException {
        Path home = server.home().directory();
        require(new Command(
                        server.account(),
                        home,
                        List.of(
                                programmes.creator(),
                                "--no-defaults",
                                "--basedir=" + programmes.base(),
                                "--datadir=./" + data.getFileName(),
                                OWN_TEMPORARY_FILES,
                                "--auth-root-authentication-method=normal",
                                "--skip-test-db"))
                .run());
        Path statements = home.resolve("creation.sql");
        try {
            write(statements);
            require(new Command(
                            server.account(),
                            data,
                            List.of(
                                    programmes.server(),
                                    "--no-defaults",
                                    "--basedir=" + programmes.base(),
                                    "--datadir=./",
                                    OWN_TEMPORARY_FILES,
                                    "--bootstrap",
                                    "--log-warnings=0"))
                    .run(statements));
        } finally {
            Files.deleteIfExists(statements);
        }
    }

    private void write(Path statements) throws IOException {
        Files.deleteIfExists(statements);
        Files.createFile(
                statements, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(statements, "use mysql;\n", StandardOpenOption.APPEND);
        if (!Files.isDirectory(ZONES)) {
            throw new EmbeddedDatabaseException("MariaDB needs the time zones of this machine, and " + ZONES
                    + " is missing. Install them, for instance: sudo apt-get install tzdata");
        }
        Command zones = new Command(server.account(), Path.of("/"), List.of(programmes.zoneReader(), ZONES.toString()));
        if (!zones.append(statements)) {
            throw new EmbeddedDatabaseException(
                    "The time zones in " + ZONES + " could not be read by '" + programmes.zoneReader() + "'.");
        }
        Files.writeString(statements, user(), StandardOpenOption.APPEND);
    }

    /** Nobody but this user may enter, and only over TCP from this machine. */
    private String user() {
        return """

                delete from global_priv where user <> 'mariadb.sys';
                delete from db;
                delete from proxies_priv;
                flush privileges;
                create user %1$s@'127.0.0.1' identified by '%2$s';
                grant all on *.* to %1$s@'127.0.0.1' with grant option;
                """.formatted(Server.USER, server.password());
    }

    private void require(Command.Outcome outcome) {
        if (!outcome.good()) {
            throw new EmbeddedDatabaseException(
                    "The data directory " + server.home().data() + " could not be made. MariaDB says: "
                            + outcome.output().strip());
        }
    }
}

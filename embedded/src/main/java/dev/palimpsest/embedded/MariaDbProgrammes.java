package dev.palimpsest.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The programmes of an installed MariaDB.
 *
 * @param server the path of {@code mariadbd}
 * @param base the directory below which everything else of it lies
 */
record MariaDbProgrammes(String server, Path base) {
    private static final Pattern VERSION = Pattern.compile("Ver (\\d+\\.\\d+\\.\\d+)-MariaDB");
    private static final List<String> PLACES = List.of(
            "/usr/sbin",
            "/usr/bin",
            "/usr/libexec",
            "/usr/local/sbin",
            "/usr/local/bin",
            "/usr/local/libexec",
            "/usr/local/mariadb/bin",
            "/usr/local/mysql/bin",
            "/opt/mariadb/bin",
            "/home/linuxbrew/.linuxbrew/bin",
            "/home/linuxbrew/.linuxbrew/opt/mariadb/bin");

    static MariaDbProgrammes installed() throws IOException {
        String path = System.getenv().getOrDefault("PATH", "");
        return among(Stream.concat(Stream.of(path.split(File.pathSeparator)), PLACES.stream())
                .filter(place -> place.startsWith("/"))
                .map(Path::of)
                .toList());
    }

    static MariaDbProgrammes among(List<Path> places) throws IOException {
        for (Path place : places) {
            Path server = place.resolve("mariadbd");
            if (Files.isExecutable(server)) {
                Path real = server.toRealPath();
                return new MariaDbProgrammes(real.toString(), base(real));
            }
        }
        throw new EmbeddedDatabaseException("There is no MariaDB server on this machine: 'mariadbd' is neither on the"
                + " PATH nor in /usr/sbin, /usr/libexec or /usr/local. Install it, for instance:"
                + " sudo apt-get install mariadb-server. Palimpsest starts a server of its own with it; the one that"
                + " the package starts is not needed.");
    }

    /** Makes the server's own tables. */
    String creator() {
        return programme("mariadb-install-db", "mysql_install_db");
    }

    /** Turns the machine's time zones into SQL. */
    String zoneReader() {
        return programme("mariadb-tzinfo-to-sql", "mysql_tzinfo_to_sql");
    }

    String version(Account account, Path directory) throws IOException {
        Command.Outcome outcome = new Command(account, directory, List.of(server, "--no-defaults", "--version")).run();
        Matcher version = VERSION.matcher(outcome.output());
        if (!outcome.good() || !version.find()) {
            throw new EmbeddedDatabaseException(server + " does not say that it is a MariaDB: "
                    + outcome.output().strip());
        }
        return version.group(1);
    }

    private String programme(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of("bin", "scripts", "sbin")
                        .map(place -> base.resolve(place).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new EmbeddedDatabaseException("'" + names[0] + "' is missing in " + base
                        + ", though " + server + " is there. Install the whole server, for instance:"
                        + " sudo apt-get install mariadb-server"));
    }

    private static Path base(Path server) {
        Path place = server.getParent();
        Path base = place == null ? null : place.getParent();
        return base == null ? Path.of("/") : base;
    }
}

package dev.palimpsest.cli.demo;

import dev.palimpsest.demo.Business;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;

/** The database server of a demonstration, running. */
interface DemoServer {
    String HOST = "127.0.0.1";

    /** Starts the server that a business needs, in a directory of its own below this one. */
    static DemoServer start(Business.Server kind, Path directory) {
        return EmbeddedServer.at(kind, place(kind, directory));
    }

    /** Stops every server that was kept running below this directory. */
    static void stopAll(Path directory) {
        for (Business.Server kind : Business.Server.values()) {
            if (Files.exists(place(kind, directory))) {
                start(kind, directory).stop();
            }
        }
    }

    private static Path place(Business.Server kind, Path directory) {
        return directory.resolve(
                switch (kind) {
                    case POSTGRESQL -> "postgres";
                    case MARIADB -> "mariadb";
                });
    }

    /** What people call it. */
    static String called(Business.Server kind) {
        return switch (kind) {
            case POSTGRESQL -> "PostgreSQL";
            case MARIADB -> "MariaDB";
        };
    }

    int port();

    String user();

    Path passwordFile();

    String jdbcUrl(String database);

    DataSource dataSource(String database);

    /** Makes this database anew, empty. */
    void recreate(String database);

    /** The command with which somebody looks around in the database. */
    String client(String database);

    /** When the process ends, the server waits for this before it stops. */
    void stopAfter(Runnable work);

    /** Gives the server up, but leaves it running. */
    void keep();

    void stop();
}

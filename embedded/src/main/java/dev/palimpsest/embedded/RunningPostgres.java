package dev.palimpsest.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A server that takes connections. It is stopped by {@link #close()} or at the end of this process, unless
 * {@link #keepRunning()} was called or another process uses it too. Thread-safe.
 */
public final class RunningPostgres implements AutoCloseable {
    private final Server server;
    private final Usage usage;
    private final int port;
    private final Origin origin;
    private final Thread atExit = new Thread(this::end, "palimpsest-postgresql-stop");
    private boolean open = true;

    /** How this server came to be ours: found running, and whether its directory goes with it. */
    record Origin(boolean adopted, boolean temporary) {}

    RunningPostgres(Server server, Usage usage, int port, Origin origin) {
        this.server = server;
        this.usage = usage;
        this.port = port;
        this.origin = origin;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** The address of a database, without user and password; {@code postgres} always exists. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String user() {
        return Server.USER;
    }

    public String password() {
        return server.password();
    }

    /** The file (mode 0600) that holds the password, for showing people how to connect. */
    public Path passwordFile() {
        return server.home().passwordFile();
    }

    public int port() {
        return port;
    }

    /** Starts, stops, recoveries and refused log-ins; no statements and no data. */
    public Path log() {
        return server.home().log();
    }

    /** Whether the server was found running. */
    public boolean adopted() {
        return origin.adopted();
    }

    /** Opens a new connection each time it is asked; no pool. */
    public DataSource dataSource(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(database));
        source.setUser(user());
        source.setPassword(password());
        return source;
    }

    /** Creates the database if there is none of this name; returns whether it did. */
    public boolean createDatabase(String name) {
        return execute(connection -> {
            try (PreparedStatement known = connection.prepareStatement("select from pg_database where datname = ?")) {
                known.setString(1, name);
                try (ResultSet found = known.executeQuery()) {
                    if (found.next()) {
                        return false;
                    }
                }
            }
            try (Statement create = connection.createStatement()) {
                create.execute("create database " + quoted(name));
            }
            return true;
        });
    }

    /** Drops the database and whatever is connected to it; returns without complaint when there is none. */
    public void dropDatabase(String name) {
        execute(connection -> {
            try (Statement drop = connection.createStatement()) {
                return drop.execute("drop database if exists " + quoted(name) + " with (force)");
            }
        });
    }

    /** Lets the server outlive this process; the next start on the same directory adopts it. */
    public void keepRunning() {
        try {
            if (!Files.exists(server.home().keptMark())) {
                Files.createFile(server.home().keptMark());
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "The mark 'kept' could not be written in " + server.home().directory()
                            + ". Check the rights and the free space there.",
                    e);
        }
    }

    /** Stops the server even if it was to be kept or another process uses it. */
    public void stop() {
        end(true);
    }

    /** Gives the server up, and stops it if nobody else uses it and it was not to be kept. A second call does nothing. */
    @Override
    public void close() {
        end(false);
    }

    private void end() {
        end(false);
    }

    private synchronized void end(boolean always) {
        if (!open) {
            return;
        }
        open = false;
        forgetHook();
        Home home = server.home();
        try (var alone = Usage.alone(home);
                usage) {
            if (always || !Files.exists(home.keptMark()) && usage.isLast()) {
                server.stop();
                Files.deleteIfExists(home.keptMark());
                if (origin.temporary()) {
                    home.deleteQuietly();
                }
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "The embedded PostgreSQL in " + home.directory() + " could not be stopped: " + e.getMessage()
                            + ". The next start takes care of it.",
                    e);
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending: this is the hook.
            return;
        }
    }

    private boolean execute(Work work) {
        try (Connection connection = dataSource("postgres").getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new EmbeddedPostgresException(
                    "The embedded PostgreSQL at port " + port + " refused (SQLState " + e.getSQLState()
                            + "). Its log is " + log() + ".",
                    e);
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private interface Work {
        boolean on(Connection connection) throws SQLException;
    }
}

package dev.palimpsest.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A server that takes connections. It is stopped by {@link #close()} or at the end of this process, unless
 * {@link #keepRunning()} was called or another process uses it too. Thread-safe.
 */
public abstract sealed class RunningDatabase implements AutoCloseable permits RunningPostgres, RunningMariaDb {
    private final Launched launched;
    private final Home home;
    private final Thread atExit;
    private volatile Runnable beforeExit = () -> {};
    private boolean open = true;

    RunningDatabase(Launched launched) {
        this.launched = launched;
        this.home = launched.server().home();
        this.atExit = new Thread(this::exit, "palimpsest-" + home.product().word() + "-stop");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** The address of a database, without user and password. */
    public abstract String jdbcUrl(String database);

    /** Opens a new connection each time it is asked; no pool. */
    public abstract DataSource dataSource(String database);

    /** Creates the database if there is none of this name; returns whether it did. */
    public abstract boolean createDatabase(String name);

    /** Drops the database and whatever is connected to it; returns without complaint when there is none. */
    public abstract void dropDatabase(String name);

    public final String user() {
        return Server.USER;
    }

    public final String password() {
        return launched.server().password();
    }

    /** The file (mode 0600) that holds the password, for showing people how to connect. */
    public final Path passwordFile() {
        return home.passwordFile();
    }

    public final int port() {
        return launched.port();
    }

    /** Starts, stops, recoveries and refused log-ins; no statements and no data. */
    public final Path log() {
        return home.log();
    }

    /** Whether the server was found running. */
    public final boolean adopted() {
        return launched.adopted();
    }

    /** Lets the server outlive this process; the next start on the same directory adopts it. */
    public final void keepRunning() {
        try {
            if (!Files.exists(home.keptMark())) {
                Files.createFile(home.keptMark());
            }
        } catch (IOException e) {
            throw new EmbeddedDatabaseException(
                    "The mark 'kept' could not be written in " + home.directory()
                            + ". Check the rights and the free space there.",
                    e);
        }
    }

    /** When this process ends, the server waits for this before it stops: for work under way that ends in an orderly manner. */
    public final void stopAfter(Runnable work) {
        beforeExit = work;
    }

    private void exit() {
        beforeExit.run();
        end(false);
    }

    /** Stops the server even if it was to be kept or another process uses it. */
    public final void stop() {
        end(true);
    }

    /** Gives the server up, and stops it if nobody else uses it and it was not to be kept. A second call does nothing. */
    @Override
    public final void close() {
        end(false);
    }

    private synchronized void end(boolean always) {
        if (!open) {
            return;
        }
        open = false;
        forgetHook();
        try (var alone = Usage.alone(home);
                var usage = launched.usage()) {
            if (always || !Files.exists(home.keptMark()) && usage.isLast()) {
                launched.server().stop();
                Files.deleteIfExists(home.keptMark());
                if (launched.temporary()) {
                    home.deleteQuietly();
                }
            }
        } catch (IOException e) {
            throw new EmbeddedDatabaseException(
                    "The embedded " + home.product() + " in " + home.directory() + " could not be stopped: "
                            + e.getMessage() + ". The next start takes care of it.",
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

    final boolean temporary() {
        return launched.temporary();
    }

    final boolean execute(String database, Work work) {
        try (Connection connection = dataSource(database).getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new EmbeddedDatabaseException(
                    "The embedded " + home.product() + " at port " + port() + " refused (SQLState " + e.getSQLState()
                            + "). Its log is " + log() + ".",
                    e);
        }
    }

    /** What is done on one connection. */
    interface Work {
        boolean on(Connection connection) throws SQLException;
    }
}

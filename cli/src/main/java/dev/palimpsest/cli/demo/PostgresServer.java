package dev.palimpsest.cli.demo;

import dev.palimpsest.cli.Shell;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningPostgres;
import java.nio.file.Path;
import javax.sql.DataSource;

/** The embedded PostgreSQL. */
record PostgresServer(RunningPostgres server) implements DemoServer {
    static PostgresServer at(Path directory) {
        return new PostgresServer(EmbeddedPostgres.at(directory).start());
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String user() {
        return server.user();
    }

    @Override
    public Path passwordFile() {
        return server.passwordFile();
    }

    @Override
    public String jdbcUrl(String database) {
        return server.jdbcUrl(database);
    }

    @Override
    public DataSource dataSource(String database) {
        return server.dataSource(database);
    }

    @Override
    public void recreate(String database) {
        server.dropDatabase(database);
        server.createDatabase(database);
    }

    @Override
    public String client(String database) {
        return "PGPASSWORD=$(cat " + Shell.quoted(passwordFile().toString()) + ") psql -h " + HOST + " -p " + port()
                + " -U " + user() + " " + database;
    }

    @Override
    public void keep() {
        server.keepRunning();
        server.close();
    }

    @Override
    public void stop() {
        server.stop();
    }
}

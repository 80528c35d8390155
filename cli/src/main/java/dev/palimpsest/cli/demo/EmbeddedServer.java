package dev.palimpsest.cli.demo;

import dev.palimpsest.cli.Shell;
import dev.palimpsest.demo.Business;
import dev.palimpsest.embedded.EmbeddedMariaDb;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;

/** A private server in a directory of its own: the PostgreSQL that comes along, or the MariaDB that is installed. */
record EmbeddedServer(Business.Server kind, RunningDatabase server) implements DemoServer {
    static EmbeddedServer at(Business.Server kind, Path directory) {
        return new EmbeddedServer(
                kind,
                switch (kind) {
                    case POSTGRESQL -> EmbeddedPostgres.at(directory).start();
                    case MARIADB -> EmbeddedMariaDb.at(directory).start();
                });
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
        String password = "$(cat " + Shell.quoted(passwordFile().toString()) + ")";
        return switch (kind) {
            case POSTGRESQL ->
                "PGPASSWORD=" + password + " psql -h " + HOST + " -p " + port() + " -U " + user() + " " + database;
            case MARIADB ->
                "MYSQL_PWD=" + password + " mariadb -h " + HOST + " -P " + port() + " -u " + user() + " " + database;
        };
    }

    @Override
    public void stopAfter(Runnable work) {
        server.stopAfter(work);
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

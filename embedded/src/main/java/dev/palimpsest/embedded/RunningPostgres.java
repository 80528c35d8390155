package dev.palimpsest.embedded;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server that takes connections. */
public final class RunningPostgres extends RunningDatabase {
    private static final String ALWAYS_THERE = "postgres";

    RunningPostgres(Launched launched) {
        super(launched);
    }

    /** The address of a database, without user and password; {@code postgres} always exists. */
    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    @Override
    public DataSource dataSource(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(database));
        source.setUser(user());
        source.setPassword(password());
        return source;
    }

    @Override
    public boolean createDatabase(String name) {
        return execute(ALWAYS_THERE, connection -> {
            try (PreparedStatement known = connection.prepareStatement("select from pg_database where datname = ?")) {
                known.setString(1, name);
                try (ResultSet found = known.executeQuery()) {
                    if (found.next()) {
                        return false;
                    }
                }
            }
            try (Statement create = connection.createStatement()) {
                // the files of an empty database are copied faster than they are logged, where nothing has to be
                // written to the disk
                create.execute("create database " + quoted(name) + (temporary() ? " strategy file_copy" : ""));
            }
            return true;
        });
    }

    @Override
    public void dropDatabase(String name) {
        execute(ALWAYS_THERE, connection -> {
            try (Statement drop = connection.createStatement()) {
                return drop.execute("drop database if exists " + quoted(name) + " with (force)");
            }
        });
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}

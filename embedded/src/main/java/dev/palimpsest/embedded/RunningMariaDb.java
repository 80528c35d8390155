package dev.palimpsest.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** A MariaDB server that takes connections. */
public final class RunningMariaDb extends RunningDatabase {
    private static final String ALWAYS_THERE = "mysql";
    private static final int NO_SUCH_THREAD = 1094;

    RunningMariaDb(Launched launched) {
        super(launched);
    }

    /** The address of a database, without user and password; {@code mysql} always exists. */
    @Override
    public String jdbcUrl(String database) {
        return url(port(), database);
    }

    @Override
    public DataSource dataSource(String database) {
        try {
            return source(port(), database, password());
        } catch (SQLException e) {
            throw new IllegalArgumentException("'" + database + "' cannot be part of an address of MariaDB.", e);
        }
    }

    static DataSource source(int port, String database, String password) throws SQLException {
        MariaDbDataSource source = new MariaDbDataSource(url(port, database));
        source.setUser(Server.USER);
        source.setPassword(password);
        return source;
    }

    private static String url(int port, String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public boolean createDatabase(String name) {
        return execute(ALWAYS_THERE, connection -> {
            try (PreparedStatement known =
                    connection.prepareStatement("select 1 from information_schema.schemata where schema_name = ?")) {
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

    @Override
    public void dropDatabase(String name) {
        execute(ALWAYS_THERE, connection -> {
            disconnectFrom(name, connection);
            try (Statement drop = connection.createStatement()) {
                return drop.execute("drop database if exists " + quoted(name));
            }
        });
    }

    /** An open transaction there would keep the database from being dropped. */
    private static void disconnectFrom(String database, Connection connection) throws SQLException {
        List<Long> connected = new ArrayList<>();
        try (PreparedStatement of =
                connection.prepareStatement("select id from information_schema.processlist where db = ?")) {
            of.setString(1, database);
            try (ResultSet found = of.executeQuery()) {
                while (found.next()) {
                    connected.add(found.getLong(1));
                }
            }
        }
        try (Statement kill = connection.createStatement()) {
            for (long id : connected) {
                try {
                    kill.execute("kill " + id);
                } catch (SQLException e) {
                    if (e.getErrorCode() != NO_SUCH_THREAD) {
                        throw e;
                    }
                }
            }
        }
    }

    private static String quoted(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }
}

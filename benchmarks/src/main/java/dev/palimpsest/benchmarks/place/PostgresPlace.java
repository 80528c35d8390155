package dev.palimpsest.benchmarks.place;

import dev.palimpsest.benchmarks.gym.Gym;
import dev.palimpsest.benchmarks.gym.Gym.Product;
import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.embedded.RunningDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The gym is a template database; copying it copies its files. */
final class PostgresPlace extends Place {
    PostgresPlace(Gym gym, @Nullable RunningDatabase own, Databases databases) {
        super(gym, own, databases);
    }

    @Override
    public Product product() {
        return Product.POSTGRESQL;
    }

    @Override
    void make() throws SQLException {
        DataSource server = databases().named("postgres");
        if (number(server, "select count(*) from pg_database where datname = '" + gymName() + "'") > 0) {
            return;
        }
        String unfinished = gymName() + "_unfinished";
        execute(server, "drop database if exists " + unfinished + " with (force)", "create database " + unfinished);
        try (Connection connection = databases().named(unfinished).getConnection()) {
            gym().create(connection, product());
        }
        execute(server, "alter database " + unfinished + " rename to " + gymName());
    }

    @Override
    public DataSource fresh(Variant variant) throws SQLException {
        dropCopy();
        execute(
                databases().named("postgres"),
                "create database " + COPY + " template " + gymName() + " strategy file_copy");
        return databases().named(COPY);
    }

    @Override
    void dropCopy() throws SQLException {
        execute(databases().named("postgres"), "drop database if exists " + COPY + " with (force)");
    }

    @Override
    public long logged(DataSource database) throws SQLException {
        return number(database, "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
    }

    @Override
    public void settle(DataSource database) throws SQLException {
        execute(database, "checkpoint");
        if (isOwn()) {
            execute(
                    databases().named("postgres"),
                    "create extension if not exists pg_buffercache",
                    "select pg_buffercache_evict_all()");
        }
    }

    private static long number(DataSource database, String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}

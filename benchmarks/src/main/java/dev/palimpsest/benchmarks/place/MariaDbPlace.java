package dev.palimpsest.benchmarks.place;

import dev.palimpsest.benchmarks.gym.Gym;
import dev.palimpsest.benchmarks.gym.Gym.Product;
import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.embedded.RunningDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB copies no databases, so the first copy takes over every table, and a later one those tables that the work before
 * it may have written to.
 */
final class MariaDbPlace extends Place {
    private static final List<String> TREATED = List.of("member", "account", "document", "task");

    private boolean copied;
    private boolean checkInsChanged;

    MariaDbPlace(Gym gym, @Nullable RunningDatabase own, Databases databases) {
        super(gym, own, databases);
    }

    @Override
    public Product product() {
        return Product.MARIADB;
    }

    @Override
    void make() throws SQLException {
        if (exists(gymName())) {
            return;
        }
        String unfinished = gymName() + "_unfinished";
        execute(server(), "drop database if exists " + unfinished, "create database " + unfinished);
        try (Connection connection = databases().named(unfinished).getConnection()) {
            gym().create(connection, product());
        }
        // a database has no new name, but its tables can move
        execute(server(), "create database " + gymName());
        for (String table : Gym.TABLES) {
            execute(server(), "rename table " + unfinished + "." + table + " to " + gymName() + "." + table);
        }
        execute(server(), "drop database " + unfinished);
    }

    private boolean exists(String database) throws SQLException {
        try (Connection connection = server().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from information_schema.tables"
                        + " where table_schema = '" + database + "' and table_name = '" + Gym.TABLES.getLast() + "'")) {
            row.next();
            return row.getLong(1) > 0;
        }
    }

    private DataSource server() {
        return databases().named("mysql");
    }

    @Override
    public DataSource fresh(Variant variant) throws SQLException {
        if (!copied) {
            dropCopy();
            execute(server(), "create database " + COPY);
        }
        List<String> statements = new ArrayList<>(List.of("set foreign_key_checks = 0, unique_checks = 0"));
        for (String table : Gym.TABLES) {
            if (!copied) {
                statements.add("create table " + table + " like " + gymName() + "." + table);
                if (!table.equals("member")) {
                    statements.add("alter table " + table + " add foreign key (member_id) references member (id)");
                }
            }
            if (!copied || TREATED.contains(table) || checkInsChanged && table.equals("check_in")) {
                statements.add("truncate table " + table);
                statements.add("insert into " + table + " select * from " + gymName() + "." + table);
                statements.add("analyze table " + table);
            }
        }
        statements.addAll(dropsOfOthers());
        execute(databases().named(COPY), statements.toArray(String[]::new));
        copied = true;
        checkInsChanged = variant == Variant.REDACTED;
        return databases().named(COPY);
    }

    /** What a run, by hand or ours, has made beside the gym's tables. */
    private List<String> dropsOfOthers() throws SQLException {
        List<String> drops = new ArrayList<>();
        try (Connection connection = server().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema = '" + COPY + "'")) {
            while (row.next()) {
                if (!Gym.TABLES.contains(row.getString(1))) {
                    drops.add("drop table " + row.getString(1));
                }
            }
        }
        return drops;
    }

    @Override
    void dropCopy() throws SQLException {
        execute(server(), "drop database if exists " + COPY);
        copied = false;
    }

    @Override
    public long logged(DataSource database) {
        return 0;
    }

    @Override
    public void settle(DataSource database) throws SQLException {
        execute(database, "flush logs");
    }
}

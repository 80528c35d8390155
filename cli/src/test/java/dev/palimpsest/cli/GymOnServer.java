package dev.palimpsest.cli;

import dev.palimpsest.demo.gym.Gym;
import dev.palimpsest.demo.gym.GymContents;
import dev.palimpsest.demo.gym.GymSize;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A small gym of its own for each test, copied from one that is made once; one server for all of them. */
final class GymOnServer {
    private static final AtomicInteger COPIES = new AtomicInteger();
    private static final RunningPostgres SERVER = EmbeddedPostgres.temporary().start();
    private static final GymContents CONTENTS = template();

    final Path directory;
    final Path map;
    final Path home;
    final String database;

    GymOnServer(Path directory) {
        this(directory, "gym_template");
    }

    private GymOnServer(Path directory, String template) {
        this.directory = directory;
        this.map = directory.resolve("gym.yaml");
        this.home = directory.resolve("home");
        this.database = "gym_" + COPIES.incrementAndGet();
        try {
            Gym.writeMap(map);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        sql("postgres", "create database " + database + " template " + template);
    }

    /** Another database with all that is in this one, and the same home. */
    GymOnServer copy() {
        return new GymOnServer(directory, database);
    }

    private static GymContents template() {
        SERVER.createDatabase("gym_template");
        try {
            return Gym.create(SERVER.dataSource("gym_template"), GymSize.of(300), LocalDate.now(Gym.ZONE));
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    GymContents contents() {
        return CONTENTS;
    }

    String url() {
        return SERVER.jdbcUrl(database);
    }

    int port() {
        return SERVER.port();
    }

    Cli cli() {
        return cli(SERVER.user(), SERVER.password());
    }

    Cli cli(String user, String password) {
        return new Cli(
                Map.of("PALIMPSEST_PASSWORD", password),
                List.of(
                        "--map",
                        map.toString(),
                        "--url",
                        url(),
                        "--user",
                        user,
                        "--home",
                        home.toString(),
                        "--lang",
                        "en"));
    }

    String user() {
        return SERVER.user();
    }

    String password() {
        return SERVER.password();
    }

    /** Exchanges a piece of the map that occurs in it. */
    void mapWith(String piece, String replacement) {
        String whole = Gym.map();
        if (!whole.contains(piece)) {
            throw new IllegalArgumentException("the map does not hold: " + piece);
        }
        writeMap(whole.replace(piece, replacement));
    }

    void writeMap(String yaml) {
        try {
            Files.writeString(map, yaml);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    void sql(String statement) {
        sql(database, statement);
    }

    private static void sql(String database, String statement) {
        try (Connection connection = SERVER.dataSource(database).getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    List<String> strings(String query) {
        List<String> found = new ArrayList<>();
        try (Connection connection = SERVER.dataSource(database).getConnection();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
        return found;
    }

    /** A digest of every row of every table. */
    Map<String, String> everything() {
        Map<String, String> digests = new TreeMap<>();
        for (String table : strings("select quote_ident(table_name) from information_schema.tables where table_schema ="
                + " 'public' and table_type = 'BASE TABLE'")) {
            digests.put(
                    table,
                    strings("select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from " + table + " t")
                            .getFirst());
        }
        return digests;
    }
}

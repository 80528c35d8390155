package dev.palimpsest.server;

import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One office for the tests of a class, on a control store of its own, beside a business database with people. */
public final class TestOffice implements BeforeAllCallback, AfterAllCallback {
    public static final String ADMINISTRATOR = "ada";
    public static final String PASSWORD = "correct horse battery";

    /** Fits the database {@code club}. */
    public static final String MAP = """
            palimpsest: 1
            name: club
            jurisdiction: DE
            subject:
              table: member
              key: id
              title: [name]
              born-into-system: joined
              inactive-for: P9M
              identifiers: {name: [name], email: email}
            activity:
              visit: {table: visit, at: day}
            treatment:
              visit: {keep: all}
              member:
                name: {replace: {en: Former member}}
                email: erase
                joined: keep
            """;

    private static int number;

    private final Path data;
    private final String store = "office_" + ++number;
    private RunningPostgres server;
    private Office office;

    public TestOffice() {
        try {
            data = Files.createTempDirectory("office");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static final class Shared {
        static final RunningPostgres SERVER = EmbeddedPostgres.temporary().start();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = Shared.SERVER;
        server.createDatabase(store);
        if (server.createDatabase("club")) {
            execute(
                    "create table member (id int primary key, name text not null, email text, joined date not null)",
                    "create table visit (id int primary key, member_id int not null references member, day date not null)",
                    "create index on visit (member_id)",
                    "insert into member values (1, 'Anna Berg', 'anna@berg.example', '2019-01-01'),"
                            + " (2, 'Bo Dahl', 'bo@dahl.example', '2026-11-01')");
        }
        office = Office.serve(new ServeSettings(
                data,
                "127.0.0.1",
                0,
                Optional.of(new ServeSettings.Control(server.jdbcUrl(store), server.user(), server.password())),
                Optional.empty()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        office.close();
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public Office office() {
        return office;
    }

    public String businessUrl() {
        return server.jdbcUrl("club");
    }

    public String databaseUser() {
        return server.user();
    }

    public String databasePassword() {
        return server.password();
    }

    /** A connection to the control store. */
    public Connection store() throws SQLException {
        return server.dataSource(store).getConnection();
    }

    public Path data() {
        return data;
    }

    public Visit visit() {
        return new Visit(office.uri());
    }

    /** The first administrator, made if there is none. */
    public Visit administrator() {
        Visit visit = visit();
        Optional<String> code = office.firstStartCode();
        if (code.isPresent()) {
            visit.post(
                    "/first",
                    "/first",
                    "code",
                    code.get(),
                    "name",
                    "Ada Admin",
                    "login",
                    ADMINISTRATOR,
                    "password",
                    PASSWORD,
                    "again",
                    PASSWORD);
            return visit;
        }
        return loggedIn(ADMINISTRATOR);
    }

    public Visit loggedIn(String login) {
        Visit visit = visit();
        visit.post("/login", "/login", "login", login, "password", PASSWORD);
        return visit;
    }

    private void execute(String... statements) {
        try (Connection connection = server.dataSource("club").getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

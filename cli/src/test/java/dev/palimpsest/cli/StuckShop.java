package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.embedded.EmbeddedMariaDb;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.PreviewFile;
import dev.palimpsest.run.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A small shop of its own database, with a map that an upgrade of its application makes unfit and one that is mended for it.
 * Six customers ({@link #GOING}) are to go by a run; others are there for the smaller acts.
 */
final class StuckShop implements AutoCloseable {
    /** Whose database it is. */
    enum Product {
        POSTGRESQL,
        MARIADB
    }

    static final List<String> GOING = List.of("1", "2", "3", "4", "5", "6");
    static final String LATER = "7";
    static final String DOUBLE = "8";
    static final String TWIN = "9";

    private static final List<String> NAMES = List.of(
            "Anna Brandtner",
            "Bert Claasen",
            "Clara Dirksen",
            "Dora Ehlersen",
            "Emil Fromhold",
            "Frieda Gutsmann",
            "Gustav Holtkamp",
            "Hanna Iversen",
            "Hanna Iversen");

    private static final String SCHEMA = """
            create table member (
                id         bigint primary key,
                number     varchar(40) not null unique,
                first_name varchar(80) not null,
                last_name  varchar(80) not null,
                email      varchar(120),
                nickname   varchar(40),
                locker     varchar(20),
                status     varchar(20) not null default 'FORMER',
                created_at {instant}
            );
            create table visit (
                id         bigint primary key,
                member_id  bigint not null references member (id),
                visited_at {instant} not null,
                room       varchar(20)
            );
            create table message (
                id        bigint primary key,
                member_id bigint not null references member (id),
                body      varchar(400) not null
            );
            create table letter (
                id        bigint primary key,
                member_id bigint not null references member (id),
                line      varchar(200)
            );
            create table diary (
                id        bigint primary key,
                member_id bigint,
                line      varchar(200)
            );
            """;

    private static final String MAP = """
            palimpsest: 1
            name: shop
            jurisdiction: DE
            language: en
            subject:
              table: member
              key: id
              title: [first_name, last_name]
              born-into-system: created_at
              inactive-for: P2Y
              identifiers:
                name: [[first_name, last_name]]
                email: email
                number: number
              deactivate: {set: {status: INACTIVE}}
              archive: {set: {status: ARCHIVED}}
              restore: {set: {status: FORMER}}
            activity:
              visit: {table: visit, at: visited_at}
            treatment:
              member:
                number: {random: text, prefix: "X-"}
                first_name: {replace: Former}
                last_name: {replace: member}
                email: erase
                nickname: {replace: gone}
                locker: erase
                created_at: {generalise: year}
              visit:
                visited_at: {generalise: year}
                room: keep
              message: {body: {redact: anywhere}}
              letter: delete
            """;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final class SharedPostgres {
        static final RunningDatabase SERVER =
                EmbeddedPostgres.temporary().setting("max_connections", "60").start();
    }

    private static final class SharedMariaDb {
        static final RunningDatabase SERVER = EmbeddedMariaDb.temporary().start();
    }

    final Product product;
    final Path directory;
    private final RunningDatabase server;
    private final String name = "shop_" + COUNT.incrementAndGet();
    private final Path mapFile;
    private Path home;
    private String map = MAP;
    private String mended = MAP;
    /** As they are called now. */
    String subjectTable = "member";

    String subjectKey = "id";
    private String beforeRename = "";
    private String nameBack = "";

    private StuckShop(Product product, Path directory) {
        this.product = product;
        this.directory = directory;
        this.mapFile = directory.resolve("shop.yaml");
        this.home = directory.resolve("home");
        this.server = switch (product) {
            case POSTGRESQL -> SharedPostgres.SERVER;
            case MARIADB -> SharedMariaDb.SERVER;
        };
        server.createDatabase(name);
        write(MAP);
        business();
    }

    static StuckShop open(Product product, Path directory) {
        return new StuckShop(product, directory);
    }

    private void business() {
        boolean postgresql = product == Product.POSTGRESQL;
        sql(SCHEMA.replace("{instant}", postgresql ? "timestamptz" : "datetime"));
        StringBuilder rows = new StringBuilder();
        for (int id = 1; id <= NAMES.size(); id++) {
            String[] person = NAMES.get(id - 1).split(" ");
            rows.append(
                            "insert into member (id, number, first_name, last_name, email, nickname, locker, created_at) values (%d,"
                                    .formatted(id))
                    .append(" 'C-77%d%d4', '%s', '%s', '%s.%d@mail.example', 'Nick%d', '%d', '2019-01-02 10:00:00');\n"
                            .formatted(id, id, person[0], person[1], person[1].toLowerCase(Locale.ROOT), id, id, id))
                    .append("insert into visit values (%d, %d, '2020-03-04 18:00:00', 'A');\n".formatted(id, id))
                    .append("insert into message values (%d, %d, 'Please call %s %s.');\n"
                            .formatted(id, id, person[0], person[1]))
                    .append("insert into letter values (%d, %d, 'Dear %s');\n".formatted(id, id, person[1]))
                    .append("insert into diary values (%d, %d, 'a fine day');\n".formatted(id, id));
        }
        sql(rows.toString());
    }

    /** Everything of the business as a backup from before any run has it. */
    void restoreBusiness() {
        sql("drop table if exists letter, diary, message, visit", "drop table member");
        business();
    }

    String name(int id) {
        return NAMES.get(id - 1);
    }

    Cli cli() {
        return new Cli(
                Map.of("PALIMPSEST_PASSWORD", server.password()),
                List.of(
                        "--map",
                        mapFile.toString(),
                        "--url",
                        server.jdbcUrl(name),
                        "--user",
                        server.user(),
                        "--home",
                        home.toString()));
    }

    Palimpsest palimpsest() {
        return Palimpsest.attach(server.dataSource(name), PrivacyMapReader.read(mapFile), Home.at(home));
    }

    /** The keys of the runs are lost for good. */
    void loseHome() {
        home = directory.resolve("another-home");
    }

    /** A comment comes into the map. */
    void editMap() {
        map += "# edited\n";
        mended += "# edited\n";
        write(map);
    }

    /** What whoever tends the map will write when it is refused. */
    void mendableBy(String piece, String instead) {
        if (!mended.contains(piece)) {
            throw new IllegalArgumentException("the map holds no '" + piece + "'");
        }
        mended = mended.replace(piece, instead);
    }

    /** @param back takes it back */
    void rename(String statement, String back) {
        beforeRename = map;
        nameBack = back;
        sql(statement);
    }

    boolean isRenamed() {
        return !nameBack.isEmpty();
    }

    /** Everything is called again as it was, in the map, too. */
    void giveNameBack() {
        sql(nameBack);
        nameBack = "";
        subjectTable = "member";
        subjectKey = "id";
        map = beforeRename;
        mended = map;
        write(map);
    }

    boolean isMendable() {
        return !mended.equals(map);
    }

    void mend() {
        map = mended;
        write(map);
    }

    private void write(String yaml) {
        try {
            Files.writeString(mapFile, yaml);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Path file(String suffix) {
        return directory.resolve(IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> n + suffix)
                .filter(each -> !Files.exists(directory.resolve(each)))
                .findFirst()
                .orElseThrow());
    }

    /** Runs statements parted by semicolons at the ends of lines. */
    void sql(String... statements) {
        try (Connection connection = server.dataSource(name).getConnection();
                Statement statement = connection.createStatement()) {
            for (String several : statements) {
                for (String sql : several.split(";\\s*\\R")) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
            }
        } catch (SQLException broken) {
            throw new AssertionError("the test's own SQL failed: " + broken.getMessage(), broken);
        }
    }

    /** The one that the product of this shop understands. */
    void either(String postgresql, String mariadb) {
        sql(new String[] {product == Product.POSTGRESQL ? postgresql : mariadb});
    }

    List<String> strings(String query) {
        List<String> found = new ArrayList<>();
        try (Connection connection = server.dataSource(name).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException broken) {
            throw new AssertionError("the test's own SQL failed: " + broken.getMessage(), broken);
        }
        return found;
    }

    /** Calls a verb that must come to this. */
    Cli.Said expect(String verb, int code, String... options) {
        Cli.Said said = cli().call(verb, options);
        if (said.code() != code) {
            throw new AssertionError("the scene could not be set, " + verb + " ended with " + said.code() + ": "
                    + said.out() + said.err());
        }
        return said;
    }

    Path preview(List<String> keys) {
        Path file = file(".json");
        expect("preview", ExitCode.DONE, "--key", String.join(",", keys), "--out", file.toString());
        return file;
    }

    /** The options of a run of this preview. */
    String[] confirmed(Path preview) {
        return new String[] {
            "--preview",
            preview.toString(),
            "--confirm",
            PreviewFile.read(preview).digest()
        };
    }

    /** A run that ends at this event as if its process had been killed. */
    void killed(Predicate<RunEvent> at) {
        StuckState.kill(this, preview(GOING), at);
    }

    @Override
    public void close() {
        server.dropDatabase(name);
    }
}

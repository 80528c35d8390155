package dev.palimpsest.proof;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.ledger.Decision.Verdict;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.run.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A small club: Rose Summer (1) goes, Ida Berg (2) stays. What else there is, and who else, each test says. */
final class Club implements AutoCloseable {
    /** What follows it are more tables under {@code treatment}, or further parts of the map. */
    static final String MAP = """
            palimpsest: 1
            name: club
            jurisdiction: DE
            schema: {schema}
            subject:
              table: member
              key: id
              title: [first_name, last_name]
              inactive-for: P2Y
              identifiers: {name: [first_name, last_name], email: email, phone: phone}
            activity:
              born: {table: member, at: born}
            treatment:
              member: {first_name: {replace: Former}, last_name: {replace: member}, email: erase, phone: erase, keep: [born]}
            """;

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private final TestDatabase database;
    private final Path directory;
    private final String map;

    private Club(TestDatabase database, Path directory, String map) {
        this.database = database;
        this.directory = directory;
        this.map = map;
    }

    /**
     * Opens one.
     *
     * @param directory for its home
     * @param more statements that make the rest of its database
     */
    static Club open(Product product, Path directory, String map, String... more) {
        List<String> script = new ArrayList<>(List.of(
                "create table member (id bigint primary key, first_name varchar(40), last_name varchar(40),"
                        + " email varchar(80), phone varchar(40), born date)",
                "insert into member values (1, 'Rose', 'Summer', 'rs44@mail.example', '0151 23456789', '2001-01-01'),"
                        + " (2, 'Ida', 'Berg', 'ida@mail.example', '0171 9876543', '2001-01-01')"));
        script.addAll(List.of(more));
        return new Club(product.create(script.toArray(String[]::new)), directory, map);
    }

    TestDatabase database() {
        return database;
    }

    /** The full name of a table. */
    String table(String name) {
        return database.schema() + "." + name;
    }

    Palimpsest palimpsest() {
        return palimpsest(map);
    }

    /** The same with another map. */
    Palimpsest palimpsest(String other) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("club.yaml", other.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(NOW);
    }

    /** Treats Rose Summer. */
    Palimpsest run() {
        Palimpsest palimpsest = palimpsest();
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        return palimpsest;
    }

    /** Treats her and proves it, so that decisions can be taken whatever comes of it. */
    ProofReport proved() {
        return run().proveWithoutEnding(Optional.empty());
    }

    ProofReport provedAgain() {
        return palimpsest().prove(Optional.empty());
    }

    void resume() {
        palimpsest().resume(Optional.empty(), RunEvent.Listener.none());
    }

    List<Decision> decide(DecisionRequest... requests) {
        return palimpsest()
                .decisions()
                .decide(Optional.empty(), List.of(requests), "officer")
                .decisions();
    }

    static DecisionRequest request(Verdict verdict, String table, String column, String key) {
        return new DecisionRequest(table, column, key, verdict, "was looked at");
    }

    Look.Cells look(int limit) {
        return palimpsest().look(Optional.empty(), 0, limit).orElseThrow();
    }

    /** The part of the home that is this database's. */
    Path home() throws IOException {
        try (Stream<Path> parts = Files.list(directory.resolve("home/databases"))) {
            return parts.findFirst().orElseThrow();
        }
    }

    /** Everything that was written down of proofs: reports, pages, lists of hits. */
    String reports() throws IOException {
        try (Stream<Path> files = Files.list(home().resolve("reports"))) {
            return files.map(Club::text).collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}

package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.LongStream;

/** People in a table {@code person}, who are written to. Which columns it has, and what else there is, each test says. */
final class Post implements AutoCloseable {
    /** What follows it stands under {@code treatment}. */
    static final String MAP = """
            palimpsest: 1
            name: post
            jurisdiction: DE
            schema: {schema}
            subject:
              table: person
              key: id
              title: [first_name, last_name]
              inactive-for: P2Y
              identifiers: {name: [first_name, last_name], email: email}
            activity:
              seen: {table: person, at: seen_on}
            treatment:
            """;

    private final TestDatabase database;
    private final Path directory;

    private Post(TestDatabase database, Path directory) {
        this.database = database;
        this.directory = directory;
    }

    /** @param directory for its home */
    static Post open(Product product, Path directory, String... script) {
        return new Post(product.create(script), directory);
    }

    TestDatabase database() {
        return database;
    }

    Palimpsest palimpsest(String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("post.yaml", map.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    /** Treats these people, all of whom may go. */
    Palimpsest run(String map, long... people) {
        Palimpsest palimpsest = palimpsest(map);
        Preview preview = palimpsest.preview(
                Selection.of(LongStream.of(people)
                        .mapToObj(key -> new SubjectKey(Long.toString(key)))
                        .toList()),
                refused -> {});
        assertThat(palimpsest
                        .run(preview, preview.digest(), "test", RunEvent.Listener.none())
                        .done())
                .isEqualTo(people.length);
        return palimpsest;
    }

    @Override
    public void close() {
        database.close();
    }
}

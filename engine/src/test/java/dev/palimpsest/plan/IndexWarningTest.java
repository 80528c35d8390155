package dev.palimpsest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a missing index costs is said of the database at hand, and of no other. */
@Tag("database")
final class IndexWarningTest {
    private static final String MAP = """
            palimpsest: 1
            name: club
            jurisdiction: DE
            schema: {schema}
            subject: {table: person, key: id, title: name, inactive-for: P2Y, identifiers: {name: [name]}}
            activity: {seen: {table: person, at: seen_on}}
            treatment:
              person: {name: {replace: Former}, keep: [seen_on]}
              note: {via: person_id, body: redact}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_missing_index_is_told_as_this_database_has_it(Product product) {
        database = product.create(
                "create table person (id int primary key, name varchar(80), seen_on date)",
                "create table note (id int primary key, person_id int, body varchar(80))");

        assertThat(Palimpsest.attach(
                                database.dataSource(),
                                PrivacyMapReader.read("club.yaml", MAP.replace("{schema}", database.schema())),
                                Home.at(directory.resolve("home")))
                        .check()
                        .warnings())
                .filteredOn(warning -> warning.startsWith("no index leads"))
                .containsExactly(
                        "no index leads from the subject to note by person_id: every chunk reads the whole table"
                                + (product == Product.MARIADB ? ", and locks it meanwhile." : "."));
    }
}

package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run knows its people by the names of their table and its key: whoever renames one is told what to do, and that leads on. */
@Tag("database")
final class RenamedSubjectTest {
    private static final String MAP = """
            palimpsest: 1
            name: club
            jurisdiction: DE
            schema: {schema}
            subject: {table: person, key: id, title: name, inactive-for: P2Y, identifiers: {name: [name]}}
            activity: {seen: {table: person, at: seen_on}}
            treatment:
              person: {name: {replace: Former}, keep: [seen_on]}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    private RunId run;

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_renamed_table_is_given_its_name_back(Product product) {
        begin(product);
        database.execute("alter table person rename to client");
        Palimpsest mended =
                palimpsest(MAP.replace("table: person", "table: client").replace("  person:", "  client:"));

        for (Optional<RunId> named : List.of(Optional.<RunId>empty(), Optional.of(run))) {
            assertTold(() -> mended.prove(named), ErrorCode.RUN_UNKNOWN, "person, which is gone");
            assertTold(() -> mended.resume(named, event -> {}), ErrorCode.RUN_UNKNOWN, "person, which is gone");
        }

        Preview preview = mended.preview(Selection.of(List.of(new SubjectKey("2"))), refused -> {});
        assertThat(preview.warnings()).anySatisfy(this::tells);
        assertThat(mended.run(preview, preview.digest(), "test", event -> {}).warnings())
                .singleElement()
                .satisfies(this::tells);

        database.execute("alter table client rename to person");
        assertProvable();
        assertThat(palimpsest(MAP)
                        .preview(Selection.of(List.of()), refused -> {})
                        .warnings())
                .noneSatisfy(this::tells);
    }

    private void tells(String warning) {
        assertThat(warning)
                .startsWith("run " + run + " of " + database.schema() + ".person, which is gone, is not proved.")
                .contains("give the table that name back until the run is proved");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_renamed_key_is_given_its_name_back(Product product) {
        begin(product);
        database.execute("alter table person rename column id to client_id");
        Palimpsest mended = palimpsest(MAP.replace("key: id", "key: client_id"));

        for (Optional<RunId> named : List.of(Optional.<RunId>empty(), Optional.of(run))) {
            assertTold(() -> mended.prove(named), ErrorCode.PREVIEW_OTHER_MAP, "the column id");
            assertTold(() -> mended.resume(named, event -> {}), ErrorCode.PREVIEW_OTHER_MAP, "the column id");
        }

        database.execute("alter table person rename column client_id to id");
        assertProvable();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_run_of_another_table_that_is_there_wants_that_tables_map(Product product) {
        begin(product);
        database.execute("create table client (id int primary key, name varchar(80), seen_on date)");
        Palimpsest other =
                palimpsest(MAP.replace("table: person", "table: client").replace("  person:", "  client:"));

        assertThatThrownBy(() -> other.prove(Optional.of(run)))
                .hasMessageContaining("is of")
                .hasMessageContaining("person. Name the map of these people.");
        assertThatThrownBy(() -> other.prove(Optional.empty()))
                .hasMessageContaining("knows no run of")
                .hasMessageContaining("A run begins with a 'preview'.");
    }

    private static void assertTold(ThrowingCallable call, ErrorCode code, String what) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code))
                .hasMessageContaining(what)
                .hasMessageContaining("ive it its name back until the run is proved, and rename it then");
    }

    private void assertProvable() {
        assertThat(palimpsest(MAP).resume(Optional.of(run), event -> {}).failures())
                .isEmpty();
        assertThat(palimpsest(MAP).prove(Optional.of(run)).green()).isTrue();
    }

    private void begin(Product product) {
        database = product.create(
                "create table person (id int primary key, name varchar(80), seen_on date)",
                "insert into person values (1, 'Rosa Zielinska', '2001-01-01'), (2, 'Nora Bishop', '2001-01-01')");
        Palimpsest palimpsest = palimpsest(MAP);
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        run = palimpsest.run(preview, preview.digest(), "test", event -> {}).run();
    }

    private Palimpsest palimpsest(String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("club.yaml", map.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }
}

package dev.palimpsest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Addresses to which pupils and their parents refer, and parents to whom pupils refer: Ada (1) lives with her parent at 10; Bea
 * (2) and Cid (3) at 20 with theirs; Dora (4) at 30 with the parent of Emil (5), who lives at 40.
 */
@Tag("database")
@ParameterizedClass
@EnumSource
final class HoldersTest {
    private static final String SCHEMA = """
            create table address (id int primary key, street varchar(80) not null, postal_code varchar(10));
            create table parent (id int primary key, name varchar(80) not null,
                address_id int references address (id));
            create table pupil (id int primary key, first_name varchar(80) not null, last_name varchar(80) not null,
                address_id int references address (id), parent_id int references parent (id), created_at date not null);
            create table lesson (id int primary key, pupil_id int not null references pupil (id), on_day date not null);
            create index parent_address on parent (address_id);
            create index pupil_address on pupil (address_id);
            create index pupil_parent on pupil (parent_id);
            create index lesson_pupil on lesson (pupil_id);
            """;

    private static final String PEOPLE = """
            insert into address values (10, 'Ulmenweg 3', '50667'), (20, 'Lindenallee 7', '10115'),
                (30, 'Hafenweg 9', '20095'), (40, 'Domgasse 5', '50668');
            insert into parent values (100, 'Aurel Winter', 10), (200, 'Berit Sommer', 20), (300, 'Dorit Lenz', 30);
            insert into pupil values (1, 'Ada', 'Winter', 10, 100, '2015-01-01'),
                (2, 'Bea', 'Sommer', 20, 200, '2015-01-01'), (3, 'Cid', 'Herbst', 20, 200, '2015-01-01'),
                (4, 'Dora', 'Lenz', 30, 300, '2015-01-01'), (5, 'Emil', 'Nord', 40, 300, '2015-01-01');
            """;

    private static final String MAP = """
            palimpsest: 1
            name: school
            jurisdiction: DE
            schema: public
            subject:
              table: pupil
              key: id
              title: [first_name, last_name]
              born-into-system: created_at
              inactive-for: P2Y
              identifiers:
                name: [first_name, last_name]
                address: [address.street, address.postal_code]
            activity:
              lesson: {table: lesson, at: on_day}
            treatment:
              pupil: {first_name: {replace: Former}, last_name: {replace: Pupil}, keep: [created_at]}
              lesson: {keep: all}
              parent: {via: "id -> pupil.parent_id", name: {replace: former}, keep: [address_id]}
              address: {via: "id -> pupil.address_id", street: {replace: gone}, postal_code: erase}
            """;

    private static final String ERASING = MAP.replace("keep: [address_id]}", "address_id: erase}");

    @TempDir
    private Path directory;

    @AutoClose
    private final TestDatabase database;

    HoldersTest(TestDatabase.Product product) {
        database = product.create(SCHEMA, PEOPLE);
    }

    @Test
    void an_address_goes_with_a_parent_who_goes_in_the_same_run() {
        assertThat(run(MAP, 1).done()).isEqualTo(1);

        assertThat(address(10)).isEqualTo("gone|null");
        assertThat(parent(100)).isEqualTo("former|10");
        ProofReport proof = prove(MAP);
        assertThat(proof.findings()).isEmpty();
        assertThat(proof.hitsOf("shared")).isZero();
    }

    @Test
    void an_address_goes_with_a_parent_whose_reference_to_it_is_erased() {
        run(ERASING, 1);

        assertThat(address(10)).isEqualTo("gone|null");
        assertThat(parent(100)).isEqualTo("former|null");
        assertThat(prove(ERASING).findings()).isEmpty();
    }

    @Test
    void a_brother_who_stays_keeps_address_and_parent_until_he_goes() {
        run(ERASING, 2);
        assertThat(address(20)).isEqualTo("Lindenallee 7|10115");
        assertThat(parent(200)).isEqualTo("Berit Sommer|20");
        ProofReport proof = prove(ERASING);
        assertThat(proof.findings()).isEmpty();
        assertThat(proof.hitsOf("shared")).isPositive();

        run(ERASING, 3);
        assertThat(address(20)).isEqualTo("gone|null");
        assertThat(parent(200)).isEqualTo("former|null");
        assertThat(prove(ERASING).findings()).isEmpty();
    }

    @Test
    void the_parent_of_somebody_living_keeps_an_address_and_the_last_child_takes_it_along() {
        run(MAP, 4);
        assertThat(address(30)).isEqualTo("Hafenweg 9|20095");
        assertThat(prove(MAP).hitsOf("shared")).isPositive();

        assertThat(run(MAP, 5).done()).isEqualTo(1);
        assertThat(List.of(address(30), address(40), parent(300)))
                .containsExactly("gone|null", "gone|null", "former|30");
        assertThat(prove(MAP).findings()).isEmpty();
    }

    @Test
    void the_last_child_takes_an_address_along_though_the_parents_reference_to_it_is_erased() {
        run(ERASING, 4);
        prove(ERASING);

        run(ERASING, 5);

        assertThat(List.of(address(30), parent(300))).containsExactly("gone|null", "former|null");
        assertThat(prove(ERASING).findings()).isEmpty();
    }

    @Test
    void all_who_refer_to_an_address_go_in_one_run_of_several_chunks() {
        RunSettings one = RunSettings.STANDARD.withChunkSize(1);
        Palimpsest palimpsest = palimpsest(ERASING).with(one);
        Preview preview = palimpsest.preview(keys(2, 3, 4, 5), skipped -> {});

        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        assertThat(List.of(address(20), address(30), address(40))).containsOnly("gone|null");
        assertThat(prove(ERASING).findings()).isEmpty();
    }

    @Test
    void a_parent_of_nobody_known_stays_and_so_does_the_address() {
        database.execute("insert into parent values (101, 'Gerd Post', 10)");

        run(MAP, 1);

        assertThat(List.of(address(10), parent(101), parent(100)))
                .containsExactly("Ulmenweg 3|50667", "Gerd Post|10", "former|10");
        assertThat(prove(MAP).hitsOf("shared")).isPositive();
    }

    @Test
    void a_parent_whom_the_map_keeps_by_name_keeps_the_address() {
        String map = MAP.replace("name: {replace: former}, keep: [address_id]", "keep: [name, address_id]");

        run(map, 1);

        assertThat(address(10)).isEqualTo("Ulmenweg 3|50667");
    }

    @Test
    void an_address_to_which_only_a_parent_refers_is_not_the_pupils() {
        database.execute("update pupil set address_id = null where id = 1");

        run(MAP, 1);

        assertThat(List.of(address(10), parent(100))).containsExactly("Ulmenweg 3|50667", "former|10");
    }

    @Test
    void a_parent_to_whom_somebody_new_is_being_put_down_keeps_the_address() throws SQLException {
        database.execute(
                "insert into address values (50, 'Rheinufer 4', '50669')",
                "insert into parent values (500, 'Ines Roth', 50)",
                "insert into pupil values (6, 'Fee', 'Roth', null, 500, '2015-01-01'),"
                        + " (7, 'Gus', 'Roth', 50, null, '2015-01-01')");
        run(MAP, 6);
        Preview preview = palimpsest(MAP).preview(keys(7), skipped -> {});
        Connection business = database.connection();
        business.setAutoCommit(false);
        try (Statement statement = business.createStatement()) {
            statement.execute("insert into pupil values (8, 'Hal', 'Roth', null, 500, '2026-11-01')");

            RunSettings impatient = new RunSettings(10, 1, Duration.ZERO, 0, Duration.ZERO, 1);
            RunResult run =
                    palimpsest(MAP).with(impatient).run(preview, preview.digest(), "test", RunEvent.Listener.none());
            business.commit();

            assertThat(run.reasons()).containsEntry("busy", 1L);
        }
        assertThat(run(MAP, 7).done()).isEqualTo(1);
        assertThat(address(50)).as("Hal's parent lives there").isEqualTo("Rheinufer 4|50669");
    }

    private String address(int id) {
        return database.rows("select street, postal_code from address where id = " + id)
                .getFirst();
    }

    private String parent(int id) {
        return database.rows("select name, address_id from parent where id = " + id)
                .getFirst();
    }

    private Palimpsest palimpsest(String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read(
                                "school.yaml", map.replace("schema: public", "schema: " + database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T11:00:00Z"), ZoneOffset.UTC));
    }

    private static Selection keys(int... keys) {
        return Selection.of(Arrays.stream(keys)
                .mapToObj(key -> new SubjectKey(String.valueOf(key)))
                .toList());
    }

    private RunResult run(String map, int... keys) {
        Palimpsest palimpsest = palimpsest(map);
        Preview preview = palimpsest.preview(keys(keys), skipped -> {});
        return palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
    }

    private ProofReport prove(String map) {
        return palimpsest(map).prove(Optional.empty());
    }
}

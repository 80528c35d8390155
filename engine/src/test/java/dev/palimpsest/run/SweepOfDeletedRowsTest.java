package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.ProofReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes about a person go, and what stands about that person in the notes of others is struck. */
@Tag("database")
final class SweepOfDeletedRowsTest {
    private static final String SCHEMA = """
            create table customer (id int primary key, first_name text not null, last_name text not null,
                created_at date not null);
            create table note (id int primary key, customer_id int references customer, text text not null);
            create table visit (id int primary key, customer_id int not null references customer, on_day date not null);
            create index on note (customer_id);
            create index on visit (customer_id);
            insert into customer values (1, 'Ada', 'Winter', '2015-01-01'), (2, 'Bea', 'Sommer', '2015-01-01');
            insert into note values (1, 1, 'Came with Bea Sommer.'), (2, 2, 'Came with Ada Winter.'), (3, null, 'Ring Ada Winter.');
            """;

    private static final String MAP = """
            palimpsest: 1
            name: shop
            jurisdiction: DE
            schema: public
            subject:
              table: customer
              key: id
              title: [first_name, last_name]
              born-into-system: created_at
              inactive-for: P2Y
              identifiers: {name: [first_name, last_name]}
            activity:
              visit: {table: visit, at: on_day}
            treatment:
              customer: {first_name: {replace: Former}, last_name: {replace: Customer}, keep: [created_at]}
              visit: {keep: all}
              note: {delete: rows, text: {redact: anywhere}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private final TestDatabase database = TestDatabase.create(SCHEMA);

    @Test
    void deletes_the_person_s_rows_and_sweeps_those_of_others() throws Exception {
        Palimpsest palimpsest = attach(MAP);
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), skipped -> {});

        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select string_agg(id || ' ' || text, '|' order by id) from note")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("2 Came with […].|3 Ring […].");
        }
        ProofReport proof = palimpsest.prove(Optional.empty());
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
    }

    @Test
    void says_which_treatment_is_possible_where_rows_go() {
        String wrong = MAP.replace("text: {redact: anywhere}", "text: redact");

        assertThatThrownBy(() -> attach(wrong))
                .isInstanceOf(PalimpsestException.class)
                .hasMessageContaining("nothing can be said of their columns but 'redact: anywhere'");
    }

    private Palimpsest attach(String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("map.yaml", map),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }
}

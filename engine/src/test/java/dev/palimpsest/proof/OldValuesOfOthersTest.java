package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.run.RunResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What the planner remembers of people who stay, of statutory records and of others than subjects is no residual. */
@Tag("database")
final class OldValuesOfOthersTest {
    private static final String MAP = """
            palimpsest: 1
            name: practice
            jurisdiction: DE
            schema: {schema}
            subject:
              table: person
              key: id
              title: name
              inactive-for: P2Y
              identifiers: {name: name, email: email}
            activity:
              born: {table: person, at: born}
            treatment:
              person: {name: {replace: Former}, email: erase, keep: [born]}
              bill: {retain: {class: invoice, starts: issued}, payer: {replace: Former}, keep: [issued]}
              note: {text: {redact: anywhere}}
              wish: delete
            """;

    private static final String[] SCHEMA = {
        "create table person (id int primary key, name varchar(60), email varchar(80), born date)",
        "create table bill (id int primary key, person_id int references person (id), payer varchar(60), issued date)",
        "create table note (id int primary key, text varchar(80))",
        "create table wish (id int primary key, person_id int references person (id), text varchar(80))",
        "insert into person values (1, 'Anna Schmidt', 'anna@one.example', '2001-01-01'),"
                + " (2, 'Rosa Stein', 'rosa@two.example', '2026-11-01'), (3, 'Rosa Kern', 'rosa@three.example', '2026-11-01')",
        "insert into bill values (1, 1, 'Anna Schmidt', '2025-05-05'), (2, 2, 'Rosa Stein', '2025-05-05')",
        "insert into note values (1, 'Anna Schmidt called'), (2, 'nobody called')",
        "insert into wish values (1, 1, 'to be called Anna Schmidt')"
    };

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    /** Inside the longer name of somebody who stays a name is no trace, in statistics neither. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void a_longer_name_of_somebody_living_in_statistics_is_theirs(Product product) {
        open(product);
        database.execute("insert into person values (4, 'Anna Schmidt Lopez', 'x@four.example', '2026-11-01'),"
                + " (5, 'Zoe Zander', 'z@four.example', '2026-11-01')");
        database.execute("insert into note values (3, 'zzz'), (4, 'Anna Schmidt Lopez')");
        if (product == Product.MARIADB) {
            database.execute(
                    "set histogram_type = JSON_HB; set histogram_size = 10; analyze table person persistent for all;"
                            + " analyze table note persistent for all");
        } else {
            analyse("person");
            analyse("note");
        }
        Palimpsest owner = attach(database.dataSource());
        run(owner);
        ProofReport proof = owner.prove(Optional.empty());
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
        assertThat(database.rows("select text from note where id = 4")).containsExactly("Anna Schmidt Lopez");
    }

    /** Statutory records that lie in partitions: the statistics of the partition speak of kept rows. */
    @Test
    void statistics_of_a_partition_may_speak_of_kept_records() {
        database = Product.POSTGRESQL.create(
                "create table person (id int primary key, name varchar(60), email varchar(80), born date)",
                "create table bill (id int, person_id int references person (id), payer varchar(60), issued date, primary key (id, issued))"
                        + " partition by range (issued)",
                "create table bill_2025 partition of bill for values from ('2025-01-01') to ('2026-01-01')",
                "create table note (id int primary key, text varchar(80))",
                "create table wish (id int primary key, person_id int references person (id), text varchar(80))",
                "insert into person values (1, 'Anna Schmidt', 'anna@one.example', '2001-01-01'),"
                        + " (2, 'Rosa Stein', 'rosa@two.example', '2026-11-01')",
                "insert into bill values (1, 1, 'Anna Schmidt', '2025-05-05'), (2, 2, 'Rosa Stein', '2025-05-05')");
        analyse("bill");
        Palimpsest owner = attach(database.dataSource());
        run(owner);
        ProofReport proof = owner.prove(Optional.empty());
        assertThat(proof.green())
                .as("%s %s", proof.findings(), proof.residuals())
                .isTrue();
    }

    /** Whatever the types are. */
    @Test
    void statistics_of_every_type_are_read() {
        open(Product.POSTGRESQL);
        database.execute(
                "create type mood as enum ('a', 'b')",
                "create domain short as varchar(9)",
                "create type pair as (x int, y text)",
                "create table odd (id int primary key, b box, p point, m int[], t text[], j jsonb, y bytea, e mood, d short, c pair,"
                        + " r int4range, i inet, u uuid, iv interval, bi bit(4), n numeric, v tsvector, g mood[], cc \"char\", nn name, o oid, mm int4multirange, dd pair[])",
                "insert into odd select i, box(point(i, 1), point(2, i)), point(i, i), array[[i, 2], [3, i]], array['a,b', 'c \"d', null, 'x' || i],"
                        + " jsonb_build_object('a', i), decode('00ff', 'hex'), 'a', 'x', row(i, 'a,\"b'::text)::pair, int4range(i, i + 3), '10.0.0.1', gen_random_uuid(),"
                        + " interval '1 day', b'1010', i, to_tsvector('simple', 'a b ' || i), array['a', 'b']::mood[], 'c', 'n', i, '{[1,2),[5,6)}', array[row(i, 'z'::text)::pair] from generate_series(1, 200) g(i)",
                "insert into odd select i + 1000, box(point(1, 1), point(2, 2)), point(1, 1), '[0:1]={1,2}', '{}', '{}', '', 'b', '', null, 'empty', null, null, null, null, 'NaN', '', '{}', '', '', 1, '{}', '{}' from generate_series(1, 200) g(i)",
                "create statistics odds (mcv) on id, t, j, e from odd",
                "create statistics oddx on (lower(d)), (id + 1) from odd",
                "create index on odd ((j ->> 'a'))",
                "analyze odd");
        Palimpsest owner = attach(database.dataSource());
        run(owner);
        ProofReport proof = owner.prove(Optional.empty());
        assertThat(proof.green())
                .as("%s %s", proof.findings(), proof.residuals())
                .isTrue();
    }

    /** What is found in a column of others is possible at most. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void old_statistics_of_a_column_of_others_are_possible_at_most(Product product) {
        open(product);
        database.execute("create table artist (id int primary key, name varchar(80))");
        database.execute("insert into artist values (1, 'Anna Schmidt'), (2, 'Bert Klein')");
        analyse("artist");
        database.execute("delete from artist where id = 1");
        Palimpsest owner = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read(
                                "practice.yaml",
                                MAP.replace("{schema}", database.schema()) + "others: {artist: [name]}\n"),
                        Home.at(directory.resolve("home2")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        run(owner);
        ProofReport proof = owner.prove(Optional.empty());
        assertThat(proof.green())
                .as("%s %s", proof.findings(), proof.residuals())
                .isTrue();
    }

    private static String statement(ProofReport proof) {
        String last = proof.findings().getLast();
        return last.substring(last.indexOf("has to give: ") + "has to give: ".length());
    }

    private void open(Product product) {
        database = product.create(SCHEMA);
        analyse("person");
        analyse("bill");
        analyse("note");
        analyse("wish");
    }

    private void analyse(String table) {
        database.execute(
                database.product() == Product.POSTGRESQL
                        ? "analyze " + table
                        : "analyze table " + table + " persistent for all");
    }

    private DataSource source(String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(user);
        source.setPassword("x");
        return source;
    }

    private Palimpsest attach(DataSource source) {
        return Palimpsest.attach(
                        source,
                        PrivacyMapReader.read("practice.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    private static RunResult run(Palimpsest palimpsest) {
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        return palimpsest.run(preview, preview.digest(), "test", event -> {});
    }
}

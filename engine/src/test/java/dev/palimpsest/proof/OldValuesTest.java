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
import java.sql.SQLException;
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
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What the planner remembers of columns, and dead rows, hold old values until their owner clears them. */
@Tag("database")
final class OldValuesTest {
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

    @ParameterizedTest
    @EnumSource(Product.class)
    void whoever_may_clear_leaves_nothing_and_statistics_may_speak_of_kept_records(Product product) {
        open(product);
        Palimpsest owner = attach(database.dataSource());

        RunResult result = run(owner);

        assertThat(result.notCleared()).isEmpty();
        ProofReport proof = owner.prove(Optional.empty());
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
        assertThat(proof.hits())
                .containsExactly(new ProofReport.HitCount(database.schema() + ".bill", "payer", "name", "kept", 1));
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void old_statistics_of_any_table_are_found_and_the_statement_is_told(Product product) {
        open(product);
        database.execute("create table copy (id int primary key, address varchar(80))");
        database.execute("insert into copy select id, email from person where id < 3");
        analyse("copy");
        database.execute("delete from copy");
        Palimpsest owner = attach(database.dataSource());
        run(owner);

        ProofReport proof = owner.prove(Optional.empty());

        assertThat(proof.green()).isFalse();
        assertThat(proof.residuals())
                .extracting(Residual::table, Residual::column, Residual::what)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        database.schema() + ".copy", "address (statistics)", "email"));
        String statement = statement(proof);
        assertThat(statement).contains("copy").doesNotContain("person");
        database.execute(statement.split("(?<=;) "));
        assertThat(owner.prove(Optional.empty()).green()).isTrue();
    }

    @Test
    void who_does_not_own_the_tables_gets_no_green_proof_until_the_owner_has_cleared_them() {
        open(Product.POSTGRESQL);
        database.execute(
                "create statistics together (mcv) on name, email from person",
                "create index on person (lower(email))",
                "analyze person",
                "do $$ begin create role statistician login password 'x'; exception when duplicate_object then null; end $$",
                "grant usage, create on schema public to statistician",
                "grant select, insert, update, delete on all tables in schema public to statistician");
        Palimpsest runner = attach(source("statistician"));

        RunResult result = run(runner);

        assertThat(result.isComplete()).isFalse();
        assertThat(result.notCleared()).hasSize(5).last().asString().contains("VACUUM (ANALYZE)", "person", "wish");
        ProofReport proof = runner.prove(Optional.empty());
        assertThat(proof.green()).isFalse();
        assertThat(proof.findings())
                .anyMatch(finding -> finding.contains("email of treated people in public.person.email (statistics)"))
                .anyMatch(finding -> finding.startsWith("public.note was not cleared"));
        assertThat(attach(database.dataSource()).prove(Optional.empty()).hits())
                .anyMatch(hit -> hit.column().equals("name, email (statistics)")
                        && hit.hitClass().equals("residual"))
                .anyMatch(hit -> hit.column().equals("lower (statistics)")
                        && hit.hitClass().equals("residual"));
        database.execute("vacuum person, note, bill, wish");
        assertThat(runner.prove(Optional.empty()).green()).isFalse();

        database.execute(statement(proof).split("(?<=;) "));

        ProofReport again = runner.prove(Optional.empty());
        assertThat(again.green()).as("%s", again.findings()).isTrue();
    }

    @Test
    void histograms_of_mariadb_are_read_and_made_anew() {
        open(Product.MARIADB);
        database.execute("set histogram_type = JSON_HB; set histogram_size = 10;"
                + " insert into note values (0, 'a'), (4, 'x@z.example'), (5, 'y'), (6, 'z');"
                + " analyze table note persistent for all");
        assertThat(database.count(
                        "select count(*) from mysql.column_stats where db_name = database() and table_name = 'note'"
                                + " and histogram like '%Anna Schmidt%'"))
                .isOne();
        Palimpsest owner = attach(database.dataSource());

        run(owner);

        assertThat(database.count(
                        "select count(*) from mysql.column_stats where db_name = database() and table_name = 'note'"
                                + " and histogram like '%Anna Schmidt%'"))
                .isZero();
        assertThat(owner.prove(Optional.empty()).green()).isTrue();
    }

    @Test
    void statistics_of_mariadb_that_the_user_may_not_read_are_named() throws SQLException {
        open(Product.MARIADB);
        database.execute(
                "create or replace user statistician identified by 'x'",
                "grant all on `" + database.name() + "`.* to statistician");
        MariaDbDataSource source = new MariaDbDataSource(database.url());
        source.setUser("statistician");
        source.setPassword("x");
        Palimpsest runner = attach(source);

        assertThat(run(runner).isComplete()).isTrue();

        ProofReport proof = runner.prove(Optional.empty());
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
        assertThat(proof.searched().leftOut())
                .contains("the planner's statistics: this user has no right to read them");
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

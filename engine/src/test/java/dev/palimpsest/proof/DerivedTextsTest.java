package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
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

/** What was derived from a text and is kept beside it is searched where words can be read, else it has to be decided. */
@Tag("database")
final class DerivedTextsTest {
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
            """;

    private static final String PERSON =
            "create table person (id int primary key, name varchar(60), email varchar(80), born date);"
                    + " insert into person values (1, 'Anna Schmidt', 'anna@one.example', '2001-01-01'),"
                    + " (2, 'Rosa Stein', 'rosa@two.example', '2026-11-01')";

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @Test
    void a_text_search_vector_that_the_application_fills_is_searched_in_the_order_of_its_words() {
        database = TestDatabase.postgresql(PERSON, "create table search (id int primary key, words tsvector)", """
                insert into search values
                  (1, to_tsvector('simple', 'Once upon a time there were very many words and then Anna Schmidt called us')),
                  (2, to_tsvector('simple', 'write to anna@one.example')),
                  (3, strip(to_tsvector('simple', 'Rosa Stein called')))
                """);
        Palimpsest palimpsest = attach(database.dataSource(), MAP);

        assertThat(palimpsest.check().plan().warnings())
                .anyMatch(warning -> warning.startsWith("search.words may be made of texts"));
        assertThat(attach(database.dataSource(), MAP + "  search: {keep: [words]}\n")
                        .check()
                        .plan()
                        .warnings())
                .noneMatch(warning -> warning.contains("may be made of texts"));
        run(palimpsest);
        ProofReport proof = palimpsest.prove(Optional.empty());

        assertThat(proof.residuals())
                .extracting(Residual::column, Residual::key, Residual::what)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("words", "1", "name"),
                        org.assertj.core.groups.Tuple.tuple("words", "2", "email"));
    }

    @Test
    void an_embedding_has_to_be_decided_and_is_not_searched() {
        database = TestDatabase.postgresql(
                PERSON,
                "create domain vector as text",
                "create table note (id int primary key, person_id int references person, body text, meaning vector,"
                        + " words tsvector)",
                "insert into note values (1, 1, 'old', '[0.015123456789,0.3]', null)",
                "create table article (id int primary key, meaning vector)");
        String undecided = MAP + "  note: {keep: all, body: erase}\n";

        assertThatThrownBy(() -> attach(database.dataSource(), undecided).check())
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        refused -> assertThat(refused.problems())
                                .hasSize(2)
                                .allSatisfy(problem ->
                                        assertThat(problem.code()).isEqualTo(ErrorCode.MAP_UNDECIDED_COLUMN)))
                .hasMessageContaining("note.meaning is of type")
                .hasMessageContaining("note.words is of type tsvector");

        Palimpsest palimpsest =
                attach(database.dataSource(), MAP + "  note: {keep: all, body: erase, meaning: keep, words: erase}\n");
        assertThat(palimpsest.check().plan().warnings())
                .anyMatch(warning -> warning.startsWith("article.meaning may be made of texts"));
        run(palimpsest);
        ProofReport proof = palimpsest.prove(Optional.empty());

        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
        assertThat(proof.searched().leftOut()).anyMatch(column -> column.startsWith("public.article.meaning: of type"));
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void what_the_database_derives_goes_with_what_it_was_derived_from(Product product) {
        boolean postgresql = product == Product.POSTGRESQL;
        database = product.create(
                PERSON,
                "alter table person add lower_name varchar(60) generated always as (lower(name)) stored",
                "create table note (id int primary key, body varchar(80)"
                        + (postgresql
                                ? ", words tsvector generated always as (to_tsvector('simple', body)) stored)"
                                : ", words varchar(80) generated always as (upper(body)) stored)"),
                "insert into note (id, body) values (1, 'Anna Schmidt called')");
        Palimpsest palimpsest = attach(database.dataSource(), MAP + "  note: {body: {redact: anywhere}}\n");

        run(palimpsest);

        ProofReport proof = palimpsest.prove(Optional.empty());
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
        assertThat(database.rows("select lower_name, words from note, person where person.id = 1"))
                .containsExactly(postgresql ? "former|'called':2 '…':1" : "former|[…] CALLED");
    }

    @Test
    void a_stored_view_that_may_not_be_refreshed_is_red_with_the_statement() {
        database = TestDatabase.postgresql(
                PERSON,
                "create materialized view names as select id, name from person",
                "do $$ begin create role statistician login password 'x'; exception when duplicate_object then null; end $$",
                "grant usage, create on schema public to statistician",
                "grant select, insert, update, delete on all tables in schema public to statistician");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser("statistician");
        source.setPassword("x");
        Palimpsest runner = attach(source, MAP);

        assertThat(run(runner).notCleared()).anyMatch(left -> left.contains("refresh materialized view"));

        ProofReport proof = runner.prove(Optional.empty());
        assertThat(proof.findings())
                .anyMatch(finding -> finding.contains("name of treated people in public.names.name"))
                .anyMatch(finding -> finding.endsWith("has to give: refresh materialized view \"public\".\"names\";"));
    }

    private Palimpsest attach(DataSource source, String map) {
        return Palimpsest.attach(
                        source,
                        PrivacyMapReader.read("practice.yaml", map.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    private static RunResult run(Palimpsest palimpsest) {
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        return palimpsest.run(preview, preview.digest(), "test", event -> {});
    }
}

package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.run.RunEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** First name and surname in two rows of a table of keys and values, and an address of four columns. */
@Tag("database")
final class KeyValueIdentifiersTest {
    private static final String MAP = """
            palimpsest: 1
            name: blog
            jurisdiction: DE
            schema: {schema}
            subject:
              table: account
              key: id
              title: id
              inactive-for: P2Y
              identifiers:
                name: [{column: meta.v, where: "k = 'first_name'"}, {column: meta.v, where: "k = 'last_name'"}]
                email: {column: meta.v, where: "k = 'mail'"}
                address: [street, house, postal_code, town]
            activity:
              born: {table: account, at: born}
            treatment:
              account: {street: erase, house: erase, postal_code: erase, town: erase, keep: [born]}
              meta: {where: "k <> 'theme'", v: erase, keep: [k]}
              comment: {body: {redact: anywhere}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    private void open(Product product) {
        database = product.create(
                "create table account (id bigint primary key, street varchar(40), house varchar(9),"
                        + " postal_code varchar(9), town varchar(40), born date)",
                "create table meta (id bigint primary key, account_id bigint references account (id), k varchar(20), v varchar(80))",
                "create index meta_account on meta (account_id)",
                "create table comment (id bigint primary key, body varchar(200))",
                "insert into account values (1, 'Lindenstraße', '12', '50667', 'Köln', '2001-01-01'),"
                        + " (2, 'Lindenstraße', '13', '50667', 'Köln', '2001-01-01')",
                "insert into meta values (1, 1, 'first_name', 'Rose'), (2, 1, 'theme', 'dark'), (3, 1, 'last_name', 'Summer'),"
                        + " (4, 1, 'mail', 'rs84@mail.example'), (5, 2, 'first_name', 'Nora'), (6, 2, 'last_name', 'Summer')",
                "insert into comment values (1, 'Rose Summer wrote'), (2, 'Summer, Rose'), (3, 'Nora Summer wrote'),"
                        + " (4, 'rs84@mail.example'), (5, 'Lindenstr. 12, 50667 Köln'),"
                        + " (6, 'Lindenstr. 13, 50667 Köln')");
    }

    private Palimpsest palimpsest(String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("blog.yaml", map.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_name_in_two_rows_is_struck_and_proved_gone(Product product) {
        open(product);
        Palimpsest palimpsest = palimpsest(MAP);
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        assertThat(database.rows("select body from comment order by id"))
                .containsExactly("[…] wrote", "[…]", "Nora Summer wrote", "[…]", "[…]", "Lindenstr. 13, 50667 Köln");
        assertThat(database.rows("select v from meta order by id"))
                .containsExactly("null", "dark", "null", "null", "Nora", "Summer");
        ProofReport report = palimpsest.prove(Optional.empty());
        assertThat(report.residuals()).isEmpty();
        assertThat(report.green()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_name_in_two_rows_that_stands_elsewhere_turns_the_proof_red(Product product) {
        open(product);
        Palimpsest palimpsest = palimpsest(MAP.replace("  comment: {body: {redact: anywhere}}\n", ""));
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        assertThat(palimpsest.prove(Optional.empty()).residuals())
                .extracting(Residual::key, Residual::what)
                .contains(tuple("1", "name"), tuple("2", "name"))
                .doesNotContain(tuple("3", "name"));
    }

    /** The condition of an identifier says which rows hold it; in the others of the same table stands anything. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void a_name_in_another_row_of_somebody_living_turns_the_proof_red(Product product) {
        open(product);
        database.execute(
                "insert into meta values (7, 2, 'emergency', 'Rose Summer'), (8, 2, 'remark', 'from rs84@mail.example'),"
                        + " (9, 2, 'last_name', 'rs84@mail.example')");
        Palimpsest palimpsest = palimpsest(MAP);
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        ProofReport report = palimpsest.prove(Optional.empty());
        assertThat(report.residuals())
                .as("%s", report.hits())
                .extracting(Residual::key, Residual::what)
                .contains(tuple("7", "name"), tuple("8", "email"))
                .doesNotContain(tuple("9", "email"));
    }

    /** In the rows of an identifier it is remembered as that, in all others like a customer number. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void a_value_replaced_at_random_in_other_rows_than_an_identifiers_is_remembered(Product product) {
        open(product);
        database.execute(
                "insert into meta values (7, 1, 'card', 'K-7734551')",
                "insert into comment values (7, 'card K-7734551')");
        String map = MAP.replace("v: erase", "v: {random: text}")
                .replace("  comment: {body: {redact: anywhere}}\n", "")
                .replace("k = 'mail'", "k = 'mail' -- theirs");
        Palimpsest palimpsest = palimpsest(map);
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        ProofReport report = palimpsest.prove(Optional.empty());
        assertThat(report.residuals())
                .as("%s", report.hits())
                .extracting(Residual::key, Residual::what)
                .contains(tuple("7", "number"), tuple("4", "email"))
                .doesNotContain(tuple("4", "number"));
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_condition_that_the_database_refuses_is_named(Product product) {
        open(product);
        assertThatThrownBy(() ->
                        palimpsest(MAP.replace("k = 'mail'", "kk = 'mail'")).check())
                .hasMessageContaining("the database refuses this condition")
                .hasMessageContaining("kk");
    }
}

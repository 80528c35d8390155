package dev.palimpsest.run;

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
import dev.palimpsest.proof.ProofReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A log without a primary key, whose rows say by a login whose they are: the login goes from the person's row, too. */
@Tag("database")
final class TiedByLoginTest {
    private static final String MAP = """
            palimpsest: 1
            name: forum
            jurisdiction: DE
            schema: {schema}
            subject:
              table: person
              key: id
              title: login
              inactive-for: P2Y
              identifiers: {login: login}
            activity:
              born: {table: person, at: born}
            treatment:
              person: {login: {random: text}, keep: [born]}
              log: {entry}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    private void open(Product product, String... more) {
        String[] statements = {
            "create table person (id bigint primary key, login varchar(40) not null unique, born date)",
            "create table log (login varchar(40), deed varchar(80), amount int)",
            "create index log_login on log (login)",
            "insert into person values (1, 'rsummer', '2001-01-01'), (2, 'nbishop', '2001-01-01')",
            "insert into log values ('rsummer', 'came', 1), ('rsummer', 'came', 1), ('rsummer', 'so said rsummer', 2),"
                    + " ('nbishop', 'came', 1), ('nbishop', 'told \"rsummer\"', 1)"
        };
        database = product.create(
                Stream.concat(Stream.of(statements), Stream.of(more)).toArray(String[]::new));
    }

    private Palimpsest palimpsest(String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("forum.yaml", map.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    static Stream<Arguments> entries() {
        List<String[]> entries = List.of(
                new String[] {
                    "{via: \"login -> person.login\", login: erase, deed: {redact: anywhere}, keep: [amount]}",
                    "nbishop came 1;nbishop told \"[…]\" 1;null came 1;null came 1;null so said […] 2"
                },
                new String[] {
                    "{via: \"login -> person.login\", login: {replace: gone}, deed: erase, keep: [amount]}",
                    "gone null 1;gone null 1;gone null 2;nbishop came 1;nbishop told \"rsummer\" 1"
                },
                new String[] {
                    "{via: \"login -> person.login\", login: {redact: anywhere}, deed: {redact: anywhere}, keep: [amount]}",
                    "[…] came 1;[…] came 1;[…] so said […] 2;nbishop came 1;nbishop told \"[…]\" 1"
                },
                new String[] {
                    "{via: \"login -> person.login\", login: {redact: anywhere}, deed: erase, amount: keep}",
                    "[…] null 1;[…] null 1;[…] null 2;nbishop came 1;nbishop told \"rsummer\" 1"
                },
                new String[] {
                    "{delete: rows, via: \"login -> person.login\", deed: {redact: anywhere}}",
                    "nbishop came 1;nbishop told \"[…]\" 1"
                },
                new String[] {
                    "{login: {redact: anywhere}, deed: {redact: anywhere}}",
                    "[…] came 1;[…] came 1;[…] so said rsummer 2;nbishop came 1;nbishop told \"[…]\" 1"
                });
        return Stream.of(Product.values())
                .flatMap(product -> entries.stream().map(entry -> Arguments.of(product, entry[0], entry[1])));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void erase_delete_and_sweep_each_work(Product product, String entry, String expected) {
        open(product);
        Palimpsest palimpsest = palimpsest(MAP.replace("{entry}", entry));
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        RunResult result = palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        assertThat(result.done()).isOne();
        assertThat(database
                        .rows("select concat(coalesce(login, 'null'), ' ', coalesce(deed, 'null'), ' ', amount)"
                                + " from log")
                        .stream()
                        .sorted())
                .containsExactly(expected.split(";"));
        ProofReport report = palimpsest.prove(Optional.empty());
        boolean left = expected.contains("\"rsummer\"");
        assertThat(report.residuals()).hasSize(left ? 1 : 0);
        assertThat(report.green()).isEqualTo(!left);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_log_that_the_person_table_writes_to_is_found_before_the_login_goes(Product product) {
        open(
                product,
                "create table note (id bigint primary key, login varchar(40))",
                "insert into note values (1, 'rsummer')");
        String map = MAP.replace("  log: {entry}", "  zlog: {entry}")
                .replace(
                        "zlog: {entry}",
                        "note: {delete: rows, via: \"login -> person.login\"}\n  log: {login: {redact: anywhere}}");
        Palimpsest palimpsest = palimpsest(map);
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        assertThat(database.count("select count(*) from note")).isZero();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void what_would_lose_the_rows_is_refused_with_every_way_out(Product product) {
        open(product);
        String kept = "{via: \"login -> person.login\", keep: all}";

        assertThatThrownBy(() -> palimpsest(MAP.replace("{entry}", kept)).check())
                .hasMessageContaining("Erase log.login, too, or delete its rows")
                .hasMessageContaining("{login: {redact: anywhere}}");
        String unnamed = MAP.replace("{login: login}", "{number: id}")
                .replace("login: {random: text}", "login: {generalise: prefix, keep: 2}");
        assertThatThrownBy(() -> palimpsest(unnamed.replace(
                                "{entry}", "{via: \"login -> person.login\", login: erase, keep: [deed, amount]}"))
                        .check())
                .hasMessageContaining("among 'subject.identifiers' (login: login)");
    }

    /** Of which only some people's are remembered, or only as a part of something else. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void a_tie_by_a_value_that_is_not_everybodys_identifier_is_refused(Product product) {
        open(product);
        String entry = "{via: \"login -> person.login\", login: erase, keep: [deed, amount]}";
        for (String identifiers : List.of(
                "{login: {column: login, where: \"id > 7\"}}",
                "{name: [login, born]}",
                "{name: login, login: log.login}")) {
            String map = MAP.replace("{entry}", entry).replace("{login: login}", identifiers);
            assertThatThrownBy(() -> palimpsest(map).check())
                    .hasMessageContaining("holds rows together")
                    .hasMessageContaining("(login: login) without a condition");
        }
    }

    /** The rows tied by a value go before it, all others after what the trigger writes. */
    @Test
    void what_a_trigger_writes_goes_also_beside_rows_tied_by_a_login() {
        open(
                Product.POSTGRESQL,
                "create table audit (id bigserial primary key, person_id bigint references person (id), was varchar(80))",
                "create index audit_person on audit (person_id)",
                "create function audit_it() returns trigger language plpgsql as $$ begin"
                        + " insert into audit (person_id, was) values (old.id, old.login); return new; end $$",
                "create trigger audited after update on person for each row execute function audit_it()");
        Palimpsest palimpsest = palimpsest(
                MAP.replace(
                        "log: {entry}",
                        "audit: {delete: rows}\n  log: {delete: rows, via: \"login -> person.login\", deed: {redact: anywhere}}"));
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        assertThat(database.rows("select was from audit")).isEmpty();
        assertThat(database.rows("select login from log")).containsExactly("nbishop", "nbishop");
        ProofReport report = palimpsest.prove(Optional.empty());
        assertThat(report.green())
                .as("%s %s", report.findings(), report.residuals())
                .isTrue();
    }

    /** A table below the tied one goes with it, before the login does. */
    @Test
    void rows_below_those_tied_by_a_login_go_first() {
        database = Product.POSTGRESQL.create(
                "create table person (id bigint primary key, login varchar(40) not null unique, born date)",
                "create table audit (id bigserial primary key, person_id bigint references person (id), was varchar(80))",
                "create index audit_person on audit (person_id)",
                "create table log (id bigint primary key, login varchar(40))",
                "create index log_login on log (login)",
                "create table remark (id bigint primary key, log_id bigint references log (id), body varchar(80))",
                "create index remark_log on remark (log_id)",
                "insert into person values (1, 'rsummer', '2001-01-01'), (2, 'nbishop', '2001-01-01')",
                "insert into log values (1, 'rsummer'), (2, 'nbishop')",
                "insert into remark values (1, 1, 'hers'), (2, 2, 'his')",
                "create function audit_it() returns trigger language plpgsql as $$ begin"
                        + " insert into audit (person_id, was) values (old.id, old.login); return new; end $$",
                "create trigger audited after update on person for each row execute function audit_it()");
        Palimpsest palimpsest = palimpsest(
                MAP.replace(
                        "log: {entry}",
                        "audit: {delete: rows}\n  log: {delete: rows, via: \"login -> person.login\"}\n  remark: {delete: rows}"));
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        assertThat(database.rows("select was from audit")).isEmpty();
        assertThat(database.rows("select login from log")).containsExactly("nbishop");
        assertThat(database.rows("select body from remark")).containsExactly("his");
        assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
    }
}

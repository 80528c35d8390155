package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;
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

/** By the name under which somebody signs in, and by the address of their connection, they are found and struck elsewhere. */
@Tag("database")
final class LoginsAndIpAddressesTest {
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
              identifiers: {login: login, ip: [last_ip, visit.ip]}
            activity:
              born: {table: person, at: born}
            treatment:
              person: {login: {random: text}, last_ip: erase, keep: [born]}
              visit: {ip: erase}
              post: {body: {redact: anywhere}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    private ProofReport proved(String map) {
        Palimpsest palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("forum.yaml", map.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        return palimpsest.prove(Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_login_of_letters_and_an_ip_address_are_struck_and_proved_gone(Product product) {
        String ip = product == Product.POSTGRESQL ? "inet" : "inet6";
        database = product.create(
                "create table person (id bigint primary key, login varchar(40), last_ip varchar(45), born date)",
                "create table visit (id bigint primary key, person_id bigint references person (id), ip " + ip + ")",
                "create index visit_person on visit (person_id)",
                "create table post (id bigint primary key, body varchar(200))",
                "insert into person values (1, 'rsummer', '203.0.113.7', '2001-01-01')",
                "insert into person values (2, 'rose', '2001:db8::2', '2001-01-01')",
                "insert into visit values (1, 1, '2001:db8::1')",
                "insert into post values (1, 'thanks \"rsummer\" and @rsummer')",
                "insert into post values (2, 'see https://x.example/users/rsummer from 203.0.113.7')",
                "insert into post values (3, '2001:0DB8:0:0:0:0:0:1 by rose')",
                "insert into post values (4, 'rsummer')",
                "insert into post values (5, 'rsummer@mail.example, 203.0.113.70 and 2001:db8::2')",
                "insert into post values (6, 'so said rsummer')");

        ProofReport report = proved(MAP);
        assertThat(database.rows("select body from post order by id"))
                .containsExactly(
                        "thanks \"[…]\" and @[…]",
                        "see https://x.example/users/[…] from […]",
                        "[…] by rose",
                        "[…]",
                        "rsummer@mail.example, 203.0.113.70 and 2001:db8::2",
                        "so said rsummer");
        assertThat(report.residuals()).isEmpty();
        assertThat(report.hits())
                .containsExactly(new ProofReport.HitCount(database.schema() + ".post", "body", "login", "possible", 1));
        assertThat(report.green()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_login_that_is_a_uuid_is_found_in_columns_of_that_type(Product product) {
        String uuid = "5a3c1d1e-7b2a-4c7e-9f10-0a1b2c3d4e5f";
        database = product.create(
                "create table person (id bigint primary key, login varchar(40), born date)",
                "create table audit (id bigint primary key, actor uuid, deed varchar(60))",
                "insert into person values (1, '" + uuid + "', '2001-01-01')",
                "insert into audit values (1, '" + uuid + "', 'signed in')");
        String map = MAP.replace("{login: login, ip: [last_ip, visit.ip]}", "{login: login}")
                .replace("{login: {random: text}, last_ip: erase, keep: [born]}", "{login: erase, keep: [born]}")
                .replace("  visit: {ip: erase}\n  post: {body: {redact: anywhere}}\n", "");

        ProofReport report = proved(map);
        assertThat(report.residuals())
                .as("%s %s", report.hits(), report.searched().leftOut())
                .extracting(Residual::table, Residual::what)
                .containsExactly(tuple(database.schema() + ".audit", "login"));
    }
}

package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.Decision.Verdict;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.trace.Mentions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hanna Weber (1), Luc Stone (2), José García (3) and Bert Klein (4) go; Ida Berg (9) stays. Whoever stands under {@code others} bears
 * a name, an address or a login as a living subject does.
 */
@Tag("database")
@ParameterizedClass
@EnumSource
final class NamesakesUnderOthersTest {
    private static final String MAP = """
            palimpsest: 1
            name: shop
            jurisdiction: DE
            schema: {schema}
            subject:
              table: customer
              key: id
              title: [first_name, last_name]
              inactive-for: P2Y
              identifiers:
                name: [first_name, last_name]
                email: email
                phone: phone
                login: login
                number: number
            activity:
              born: {table: customer, at: born}
            treatment:
              customer: {first_name: {replace: Former}, last_name: {replace: customer}, email: erase, phone: erase,
                login: erase, number: erase, keep: [born]}
              message: {body: {redact: anywhere}}
              ticket: {keep: [recorded_by, remark]}
              call: {text: {redact: anywhere}}
            others:
              staff: [first_name, last_name, email, phone, login]
              artist: all
              ticket: [recorded_by, remark]
            """;

    @AutoClose
    private final TestDatabase database;

    @TempDir
    private Path directory;

    NamesakesUnderOthersTest(TestDatabase.Product product) {
        database = product.create(
                "create table customer (id bigint primary key, first_name varchar(40), last_name varchar(40),"
                        + " email varchar(80), phone varchar(40), login varchar(40), number varchar(20), born date)",
                "create table staff (id bigint primary key, last_name varchar(40), first_name varchar(40),"
                        + " email varchar(80), phone varchar(40), login varchar(40))",
                "create table artist (id bigint primary key, name varchar(80), code varchar(20))",
                "create table message (id bigint primary key, customer_id bigint references customer (id), body"
                        + " varchar(300))",
                "create index message_customer on message (customer_id)",
                "create table ticket (id bigint primary key, customer_id bigint references customer (id),"
                        + " recorded_by varchar(80), remark varchar(300))",
                "create index ticket_customer on ticket (customer_id)",
                "create table call (id bigint primary key, about_customer_id bigint, text varchar(300))"
                        .replace("call", database(product)),
                "insert into customer values (1, 'Hanna', 'Weber', 'hanna@mail.example', '0171 5550917', 'hweber71',"
                        + " 'K-100231', '2001-01-01'), (2, 'Luc', 'Stone', 'luc@mail.example', null, null, null,"
                        + " '2001-01-01'), (3, 'José', 'García', 'jose@mail.example', null, null, null, '2001-01-01'), (4,"
                        + " 'Bert', 'Klein', 'bert@mail.example', null, null, null, '2001-01-01'), (9, 'Ida', 'Berg',"
                        + " 'ida@mail.example', null, null, null, '2001-01-01')");
    }

    /** A reserved word on MariaDB. */
    private static String database(TestDatabase.Product product) {
        return product == TestDatabase.Product.MARIADB ? "`call`" : "call";
    }

    private Palimpsest palimpsest() {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("shop.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    private static List<SubjectKey> leaving() {
        return List.of(new SubjectKey("1"), new SubjectKey("2"), new SubjectKey("3"), new SubjectKey("4"));
    }

    /** Runs, after it was seen that the preview foresees as many strokes. */
    private Palimpsest run() {
        Palimpsest palimpsest = palimpsest();
        Preview preview = palimpsest.preview(Selection.of(leaving()), refused -> {});
        long foreseen = palimpsest.mentions(preview.keys(), 0).cells();
        RunResult result = palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        assertThat(result.swept().values().stream().mapToLong(Long::longValue).sum())
                .as("cells struck")
                .isEqualTo(foreseen);
        return palimpsest;
    }

    private List<String> bodies() {
        return database.rows("select body from message order by id");
    }

    private void message(int id, int customer, String body) {
        database.execute("insert into message values (" + id + ", " + customer + ", '" + body + "')");
    }

    @Test
    void a_clerk_goes_on_signing_the_answers_to_others() {
        database.execute("insert into staff values (7, 'Weber', 'Hanna', null, null, null)");
        message(1, 9, "Best regards, Hanna Weber");
        message(2, 1, "Best regards, Hanna Weber");
        message(3, 9, "Bert Klein called");

        assertThat(palimpsest().mentions(leaving(), 0).ofOthers())
                .containsExactly(new Mentions.OfOthers("staff", IdentifierKind.NAME, 1));
        Palimpsest palimpsest = run();

        assertThat(bodies()).containsExactly("Best regards, Hanna Weber", "Best regards, […]", "[…] called");
        ProofReport report = palimpsest.proveWithoutEnding(Optional.empty());
        assertThat(report.findings()).isEmpty();
        assertThat(report.searched().byOthers())
                .containsExactly(new ProofReport.ByOthers(database.schema() + ".staff", "name", 1));
        assertThat(report.possible())
                .anyMatch(line -> line.table().endsWith("message") && line.key().equals("1"));

        palimpsest
                .decisions()
                .decide(
                        Optional.empty(),
                        List.of(new DecisionRequest("message", "body", "1", Verdict.TREAT, "it was the customer")),
                        "officer");
        palimpsest.resume(Optional.empty(), RunEvent.Listener.none());
        assertThat(bodies()).startsWith("Best regards, […]");
        assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
    }

    @Test
    void a_full_name_in_one_column_bears_it_with_title_and_in_either_order() {
        database.execute("insert into artist values (1, 'Weber, Hanna', null), (2, 'Dr. Bert Klein', null)");
        message(1, 9, "Hanna Weber sang, Klein, Bert did not. Luc Stone clapped");

        run();

        assertThat(bodies()).containsExactly("Hanna Weber sang, Klein, Bert did not. […] clapped");
    }

    @Test
    void each_text_of_a_list_is_somebody_by_itself() {
        boolean lists = database.product() == TestDatabase.Product.POSTGRESQL;
        database.execute(
                "alter table artist add column members json",
                "insert into artist values (1, 'Band', null, '[\"Hanna Weber\", \"Luc Stone, drums\", {\"a\": \"José García\"}]')");
        if (lists) {
            database.execute(
                    "alter table artist add column aliases varchar(80)[], add column mails text[]",
                    "update artist set aliases = '{Ada,\"Bert Klein\",NULL}', mails = '{\"x@y.example\",jose@mail.example}'");
        }
        message(1, 9, "Hanna Weber sang, Luc Stone drummed, José García did not");
        message(2, 9, "Bert Klein called from jose@mail.example");

        run();

        assertThat(bodies())
                .containsExactly(
                        "Hanna Weber sang, […] drummed, […] did not",
                        lists ? "Bert Klein called from jose@mail.example" : "[…] called from […]");
    }

    @Test
    void an_address_a_telephone_and_a_login_are_borne_and_a_number_is_not() {
        database.execute(
                "insert into staff values (7, 'Adler', 'Eva', 'HANNA@mail.example', '+49 171 555 0917', 'hweber71')",
                "insert into artist values (1, 'Singer', 'K-100231')");
        message(1, 9, "hanna@mail.example, 01715550917, login: hweber71");
        message(2, 9, "number K-100231 of bert@mail.example");
        Preview preview = palimpsest().preview(Selection.of(leaving()), refused -> {});

        Palimpsest palimpsest = run();

        assertThat(bodies()).containsExactly("hanna@mail.example, 01715550917, login: hweber71", "number […] of […]");
        assertThat(preview.sharedIdentifiers()).containsKeys("email", "phone", "login");
        assertThat(palimpsest.prove(Optional.empty()).hits())
                .filteredOn(hit -> hit.hitClass().equals("shared"))
                .extracting(ProofReport.HitCount::kind)
                .contains("email", "phone", "login");
    }

    @Test
    void a_longer_name_protects_longer_places_only() {
        database.execute("insert into staff values (7, 'Stone', 'Jean-Luc', null, null, null)");
        message(1, 9, "Jean-Luc Stone called");
        message(2, 9, "Luc Stone called");

        run();

        assertThat(bodies()).containsExactly("Jean-Luc Stone called", "[…] called");
    }

    @Test
    void the_exact_spelling_is_the_stronger_claim() {
        database.execute("insert into staff values (7, 'Garcia', 'Jose', null, null, null)");
        message(1, 9, "José García called");
        message(2, 9, "Jose Garcia called");

        run();

        assertThat(bodies()).containsExactly("[…] called", "Jose Garcia called");
    }

    @Test
    void prose_under_others_is_nobodys_name() {
        database.execute("insert into ticket values (1, 9, 'Hanna Weber rang twice', 'Luc Stone Termin')");
        message(1, 9, "Hanna Weber rang twice");
        message(2, 9, "Luc Stone Termin");

        run();

        assertThat(bodies()).containsExactly("[…] rang twice", "[…] Termin");
    }

    @Test
    void whoever_signs_rows_of_their_own_is_no_namesake_of_theirs() {
        database.execute("insert into ticket values (1, 1, 'Hanna Weber', null), (2, 4, 'Luc Stone', null),"
                + " (3, 9, 'José García', null)");
        message(1, 9, "Hanna Weber called");
        message(2, 9, "Luc Stone called");
        message(3, 9, "José García called");

        run();

        assertThat(bodies()).containsExactly("[…] called", "Luc Stone called", "José García called");
    }

    @Test
    void evidence_in_the_row_counts_more_than_a_namesake() {
        database.execute(
                "insert into staff values (7, 'Weber', 'Hanna', null, null, null)",
                "insert into " + database(database.product())
                        + " values (1, null, 'Hanna Weber wrote from hanna@mail.example'),"
                        + " (2, 1, 'Hanna Weber came'), (3, null, 'Hanna Weber came')");

        run();

        assertThat(database.rows("select text from " + database(database.product()) + " order by id"))
                .containsExactly("[…] wrote from […]", "[…] came", "Hanna Weber came");
    }
}

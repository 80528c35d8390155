package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.ledger.Decision.Verdict;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.trace.CellReader;
import dev.palimpsest.watch.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a proof finds is listed whole, looked at, and decided by a human: the way out for a namesake who is no subject. */
@Tag("database")
final class DecisionsTest {
    private static final String MAP = Club.MAP + """
              visit: {keep: [remark]}
              note: {body: {redact: anywhere}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private Club club;

    private TestDatabase database;

    /** Rose Summer (1) went; another Rose Summer sings; Ida Berg (2) and a namesake of Anna Berg (3) stay. */
    private void open(Product product, String... more) {
        openWith(product, MAP, more);
    }

    private void openWith(Product product, String map, String... more) {
        List<String> script = new ArrayList<>(List.of(
                "create table artist (id bigint primary key, first_name varchar(40), last_name varchar(40), label varchar(80))",
                "create table visit (id bigint primary key, member_id bigint references member (id), remark varchar(80))",
                "create index visit_member on visit (member_id)",
                "create table note (id bigint primary key, body varchar(200))",
                "create table leaflet (id bigint primary key, body varchar(200), code varchar(12) unique)"));
        script.addAll(List.of(more));
        club = Club.open(product, directory, map, script.toArray(String[]::new));
        database = club.database();
    }

    private Palimpsest palimpsest() {
        return club.palimpsest();
    }

    private ProofReport proved() {
        return club.proved();
    }

    private ProofReport provedAgain() {
        return club.provedAgain();
    }

    private List<Decision> decide(Verdict verdict, String table, String column, String key) {
        return club.decide(request(table, column, key, verdict, "the singer of that name"));
    }

    private Path home() throws IOException {
        return club.home();
    }

    private static long count(ProofReport report, String hitClass) {
        return report.hitsOf(hitClass);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void an_artist_of_the_same_name_is_acknowledged_and_the_proof_green(Product product) throws IOException {
        open(product, "insert into artist values (7, 'Rose', 'Summer', 'Blue'), (8, 'Nora', 'Bishop', 'Blue')");
        ProofReport red = proved();
        assertThat(red.green()).isFalse();
        assertThat(red.residuals())
                .extracting(Residual::column, Residual::key, Residual::what)
                .containsExactly(tuple("first_name", "7", "name"));
        assertThat(home().resolve("keystore")).isNotEmptyDirectory();

        List<Decision> decided = decide(Verdict.KEEP, "artist", "first_name", "7");

        assertThat(decided).singleElement().satisfies(each -> {
            assertThat(each.columns()).containsExactly("first_name", "last_name");
            assertThat(each.by()).isEqualTo("officer");
            assertThat(each.at()).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
        });
        ProofReport green = provedAgain();
        assertThat(green.green()).isTrue();
        assertThat(count(green, "acknowledged")).isEqualTo(1);
        assertThat(green.acknowledged())
                .extracting(HitLine::column, HitLine::key, HitLine::reason, HitLine::by)
                .containsExactly(tuple("first_name", "7", "the singer of that name", "officer"));
        assertThat(home().resolve("keystore")).isEmptyDirectory();
        assertThat(Files.readString(home().resolve("reports/" + green.run() + ".html")))
                .contains("acknowledged", "the singer of that name");
        assertThat(database.rows("select first_name, last_name from artist where id = 7"))
                .containsExactly("Rose|Summer");
        assertThat(palimpsest().decisions().all(Optional.empty()).decisions()).hasSize(1);
        assertThatThrownBy(() -> decide(Verdict.TREAT, "artist", "first_name", "7"))
                .isInstanceOf(PalimpsestException.class)
                .hasMessageContaining("is over");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void another_text_in_a_decided_place_is_a_new_finding(Product product) {
        open(product, "insert into leaflet values (5, 'Rose Summer sings tonight', null)");
        assertThat(proved().green()).isFalse();
        decide(Verdict.KEEP, "leaflet", "body", "5");
        database.execute("update leaflet set body = 'Rose Summer left her coat' where id = 5");

        ProofReport report = provedAgain();

        assertThat(report.green()).isFalse();
        assertThat(report.residuals()).extracting(Residual::key).containsExactly("5");
        database.execute("update leaflet set body = 'Rose Summer sings tonight' where id = 5");
        assertThat(provedAgain().green()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_weak_hit_in_a_column_the_map_does_not_sweep_is_struck_in_that_row_alone(Product product) {
        open(
                product,
                "insert into leaflet values (5, 'Planted a summer rose', null), (6, 'Planted a summer rose', null)");
        assertThat(count(proved(), "possible")).isEqualTo(2);
        decide(Verdict.TREAT, "leaflet", "body", "5");
        assertThat(provedAgain().residuals()).extracting(Residual::key).containsExactly("5");

        var result = palimpsest().resume(Optional.empty(), RunEvent.Listener.none());

        assertThat(result.swept()).containsEntry(database.schema() + ".leaflet.body", 1L);
        assertThat(database.rows("select body from leaflet order by id").getFirst())
                .isNotEqualTo("Planted a summer rose")
                .startsWith("Planted a ");
        assertThat(database.rows("select body from leaflet order by id").getLast())
                .isEqualTo("Planted a summer rose");
        assertThat(provedAgain().green()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void what_may_stay_is_not_swept_by_the_map_either(Product product) {
        open(product, "insert into note values (1, 'Nothing yet')");
        proved();
        database.execute("insert into note values (2, 'Rose Summer the singer'), (3, 'Rose Summer called')");
        decide(Verdict.KEEP, "note", "body", "2");

        palimpsest().resume(Optional.empty(), RunEvent.Listener.none());

        assertThat(database.rows("select body from note order by id"))
                .containsExactly("Nothing yet", "Rose Summer the singer", "[…] called");
        assertThat(provedAgain().green()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void what_cannot_be_decided_is_refused_all_at_once_and_nothing_is_decided(Product product) {
        open(
                product,
                "insert into leaflet values (5, 'Rose Summer sings', 'Rose Summer'), (6, 'nothing', null)",
                "insert into visit values (9, 1, 'Rose Summer came')");
        proved();

        PalimpsestException refused = catchThrowableOfType(
                PalimpsestException.class,
                () -> palimpsest()
                        .decisions()
                        .decide(
                                Optional.empty(),
                                List.of(
                                        request("leaflet", "body", "5", Verdict.KEEP, "fine"),
                                        request("leaflet", "code", "5", Verdict.TREAT, "hers"),
                                        request("leaflet", "body", "6", Verdict.KEEP, "x"),
                                        request("leaflet", "colour", "6", Verdict.KEEP, "x"),
                                        request("poster", "body", "6", Verdict.KEEP, "x"),
                                        request("leaflet", "body", "5' or '1'='1' -- \\", Verdict.KEEP, "x"),
                                        new DecisionRequest("visit", "remark", "9", Verdict.KEEP, " ", 17),
                                        new DecisionRequest("leaflet", "body", "5", Verdict.TREAT, "x", 18)),
                                "officer"));
        assertThat(refused.code()).isEqualTo(ErrorCode.DECISION_REFUSED);
        assertThat(refused)
                .hasMessageContaining("decision 2, leaflet.code: column code is part of a unique key")
                .hasMessageContaining("decision 3, leaflet.body: nothing of this run's people is found there now")
                .hasMessageContaining("decision 4: the table has no such column")
                .hasMessageContaining("decision 5: the database has no such table")
                .hasMessageContaining("decision 6, leaflet.body: nothing of this run's people")
                .hasMessageContaining("line 17, visit.remark: a decision has a reason")
                .hasMessageContaining("line 18, leaflet.body: is decided already in decision 1")
                .message()
                .doesNotContain("colour", "poster", "'1'='1'", "..\n");
        assertThat(palimpsest().decisions().all(Optional.empty()).decisions()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_statutory_record_inside_its_period_is_not_struck(Product product) {
        openWith(
                product,
                MAP.replace(
                        "  note:",
                        "  invoice: {retain: {class: invoice, starts: issued_on}, keep: [remark, issued_on]}\n  note:"),
                "create table invoice (id bigint primary key, member_id bigint references member (id), issued_on date,"
                        + " remark varchar(80))",
                "create index invoice_member on invoice (member_id)",
                "insert into invoice values (1, 2, '2026-01-01', 'Planted a summer rose'),"
                        + " (2, 2, '2001-01-01', 'Planted a summer rose')");
        Palimpsest palimpsest = club.run();

        assertThatThrownBy(() -> palimpsest
                        .decisions()
                        .decide(
                                Optional.empty(),
                                List.of(request("invoice", "remark", "1", Verdict.TREAT, "hers")),
                                "officer"))
                .hasMessageContaining("a statutory record inside its period");
        palimpsest
                .decisions()
                .decide(Optional.empty(), List.of(request("invoice", "remark", "2", Verdict.TREAT, "hers")), "officer");
        palimpsest.resume(Optional.empty(), RunEvent.Listener.none());

        assertThat(database.rows("select remark from invoice order by id"))
                .containsExactly("Planted a summer rose", "Planted a […]");
    }

    private static DecisionRequest request(String table, String column, String key, Verdict verdict, String reason) {
        return new DecisionRequest(table, column, key, verdict, reason);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_reason_that_names_one_of_the_treated_is_refused_and_not_repeated(Product product) {
        open(product, "insert into leaflet values (5, 'Rose Summer sings', null)");
        proved();

        PalimpsestException refused = catchThrowableOfType(
                PalimpsestException.class,
                () -> palimpsest()
                        .decisions()
                        .decide(
                                Optional.empty(),
                                List.of(request("leaflet", "body", "5", Verdict.KEEP, "Rose Summer is a singer")),
                                "officer"));

        assertThat(refused.code()).isEqualTo(ErrorCode.DECISION_REFUSED);
        assertThat(refused)
                .hasMessageContaining("leaflet.body: the reason names somebody who was treated")
                .message()
                .doesNotContain("Rose", "Summer");
    }

    /** The proof has read what was decided when it began, and may destroy the key when it ends. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void nothing_is_decided_while_the_run_is_proved(Product product) {
        open(product, "insert into leaflet values (5, 'Planted a summer rose', null)");
        proved();
        List<ErrorCode> refused = Collections.synchronizedList(new ArrayList<>());
        Watch watch = Watch.telling(step -> refused.add(
                catchThrowableOfType(PalimpsestException.class, () -> decide(Verdict.TREAT, "leaflet", "body", "5"))
                        .code()));

        assertThat(palimpsest().with(watch).prove(Optional.empty()).green()).isTrue();

        assertThat(refused).isNotEmpty().containsOnly(ErrorCode.RUN_BUSY);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_decision_can_be_taken_back(Product product) {
        open(product, "insert into leaflet values (5, 'Rose Summer sings', null)");
        proved();
        decide(Verdict.KEEP, "leaflet", "body", "5");

        palimpsest().decisions().withdraw(Optional.empty(), List.of(new DecisionRequest.Place("leaflet", "body", "5")));

        assertThat(provedAgain().green()).isFalse();
        assertThatThrownBy(() -> palimpsest()
                        .decisions()
                        .withdraw(Optional.empty(), List.of(new DecisionRequest.Place("leaflet", "body", "5"))))
                .hasMessageContaining("nothing was decided about this place")
                .hasMessageNotContaining("leaflet");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void every_hit_of_every_class_is_listed_and_none_with_its_value(Product product) throws IOException {
        StringBuilder leaflets = new StringBuilder("insert into leaflet values (0, 'Planted a summer rose', null)");
        for (int i = 1; i <= 1_500; i++) {
            leaflets.append(", (").append(i).append(", 'Rose Summer sings', null)");
        }
        open(
                product,
                leaflets.toString(),
                "update member set phone = '0151 23456789' where id = 2",
                "insert into visit values (9, 1, 'Rose Summer came')",
                "insert into visit values (10, 2, 'call 0151 23456789')");

        ProofReport report = proved();

        HitList list = report.hitList();
        Path reports = home().resolve("reports");
        List<String> lines = Files.readAllLines(reports.resolve(list.jsonl()));
        assertThat(lines)
                .hasSize((int) list.lines())
                .hasSize(report.hits().stream()
                        .mapToInt(hit -> (int) hit.count())
                        .sum())
                .noneMatch(line -> line.contains("Rose") || line.contains("23456789"));
        assertThat(lines)
                .contains("{\"class\":\"residual\",\"table\":\"" + database.schema()
                        + ".leaflet\",\"column\":\"body\",\"key\":\"1\",\"kind\":\"name\",\"treated\":false}");
        assertThat(lines).anyMatch(line -> line.contains("\"key\":\"9\"") && line.contains("\"treated\":true"));
        assertThat(lines.stream().map(line -> line.split("\"")[3]).distinct())
                .containsSubsequence("residual", "possible", "shared");
        List<String> table = Files.readAllLines(reports.resolve(list.csv()));
        assertThat(table).hasSize(lines.size() + 1);
        assertThat(table.getFirst()).isEqualTo("class,table,column,key,kind,treated,decision,reason,by,at");
        assertThat(table).contains("residual," + database.schema() + ".leaflet,body,1,name,no,,,,");
        assertThat(report.residuals()).hasSize(1_000);
        assertThat(Files.readString(reports.resolve(report.run() + ".html")))
                .contains("1,301 more stand in " + list.csv());
        for (String name : List.of(list.jsonl(), list.csv())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(reports.resolve(name))))
                    .isEqualTo("rw-------");
        }
        try (Stream<Path> files = Files.list(reports)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith(".")))
                    .isEmpty();
        }
        Path killed = Files.createFile(reports.resolve(".unfinished-" + list.csv() + "-123.tmp"));
        provedAgain();
        assertThat(reports.resolve(report.run() + "-1.hits.jsonl")).exists();
        assertThat(killed).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void somebody_may_look_at_the_texts_and_sees_the_place(Product product) {
        open(
                product,
                "insert into leaflet values (5, 'Tonight Rose Summer sings', null), (6, 'Planted a summer rose', null)",
                "insert into artist values (7, 'Rose', 'Summer', 'Blue')");
        proved();

        Look.Cells cells = palimpsest().look(Optional.empty(), 0, 10).orElseThrow();

        assertThat(cells.total()).isEqualTo(3);
        assertThat(cells.cells())
                .extracting(cell -> cell.line().hitClass(), cell -> cell.line().key(), DecisionsTest::marked)
                .containsExactlyInAnyOrder(
                        tuple("residual", "7", "first_name: <Rose> last_name: Summer"),
                        tuple("residual", "5", "body: Tonight <Rose Summer> sings"),
                        tuple("possible", "6", "body: Planted a <summer rose>"));
        assertThat(palimpsest().look(Optional.empty(), 2, 1).orElseThrow().cells())
                .extracting(cell -> cell.line().key())
                .containsExactly("6");
    }

    private static String marked(Look.Cell cell) {
        StringBuilder all = new StringBuilder();
        for (CellReader.Text text : cell.texts()) {
            StringBuilder marked = new StringBuilder(text.text());
            text.marks().forEach(mark -> marked.insert(mark.end(), '>').insert(mark.start(), '<'));
            all.append(all.isEmpty() ? "" : " ")
                    .append(text.column())
                    .append(": ")
                    .append(marked);
        }
        return all.toString();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_namesakes_name_in_a_row_with_the_key_of_the_one_who_went_is_theirs_though_nothing_is_declared(
            Product product) {
        open(
                product,
                "insert into member values (3, 'Rose', 'Summer', 'other@mail.example', null, '2001-01-01')",
                "create table locker (id bigint primary key, member_id bigint, label varchar(80))",
                "insert into locker values (1, 1, 'Rose Summer'), (2, 3, 'Rose Summer'), (3, null, 'Rose Summer')");

        ProofReport report = proved();

        assertThat(report.residuals())
                .extracting(Residual::table, Residual::key)
                .containsExactly(tuple(database.schema() + ".locker", "1"));
        assertThat(count(report, "possible")).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void what_the_map_says_refers_to_nobody_is_no_evidence(Product product) {
        openWith(
                product,
                MAP + "ties: {locker.member_id: none}\n",
                "insert into member values (3, 'Rose', 'Summer', 'other@mail.example', null, '2001-01-01')",
                "create table locker (id bigint primary key, member_id bigint, label varchar(80))",
                "insert into locker values (1, 1, 'Rose Summer')");
        Palimpsest palimpsest = club.run();

        assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_namesakes_name_beside_an_address_of_nobody_else_is_theirs(Product product) {
        open(
                product,
                "insert into member values (3, 'Rose', 'Summer', 'other@mail.example', null, '2001-01-01')",
                "create table mail_log (id bigint primary key, recipient varchar(80), name varchar(80))",
                "insert into mail_log values (1, 'rs44@mail.example', 'Rose Summer'),"
                        + " (2, 'other@mail.example', 'Rose Summer'), (3, 'x@mail.example', 'Rose Summer')");

        ProofReport report = proved();

        assertThat(report.residuals())
                .extracting(Residual::key, Residual::what)
                .containsExactlyInAnyOrder(tuple("1", "email"), tuple("1", "name"));
    }
}

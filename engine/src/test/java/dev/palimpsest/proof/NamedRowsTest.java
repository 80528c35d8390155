package dev.palimpsest.proof;

import static dev.palimpsest.proof.Club.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.Decision.Verdict;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.trace.RowNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows whose key may not be shown, or that have none, are named by a mark: looked at, decided and struck like all others. */
@Tag("database")
final class NamedRowsTest {
    private static final String MARK = "row-[0-9a-f]{24}";
    private static final String TEXT = "Planted a summer rose";

    @TempDir
    private Path directory;

    @AutoClose
    private Club club;

    private void openWith(Product product, String map, String... more) {
        club = Club.open(product, directory, map, more);
    }

    private void open(Product product, String... more) {
        openWith(product, Club.MAP, more);
    }

    /** A kind of key, the definition of a table with it, and two rows that hold the text. */
    private static Stream<Arguments> keys() {
        List<List<String>> kinds = List.of(
                List.of("a text", "code varchar(40) primary key", "'K-Ä17', ", "'K-18', "),
                List.of(
                        "several parts",
                        "day date, code varchar(40), no int, primary key (day, code, no)",
                        "'2020-01-01', 'K,17', 1, ",
                        "'2020-01-01', 'K', 17, "),
                List.of("bytes", "code {bytes16} primary key", "{hex}0001ff10, ", "{hex}0001ff11, "),
                List.of("none", "code varchar(40)", "'K-17', ", "'K-18', "));
        return Stream.of(Product.values())
                .flatMap(product -> kinds.stream()
                        .map(kind -> Arguments.of(
                                product,
                                kind.getFirst(),
                                kind.subList(1, 4).stream()
                                        .map(each -> said(product, each))
                                        .toList())));
    }

    private static String said(Product product, String sql) {
        boolean postgresql = product == Product.POSTGRESQL;
        return sql.replace("{bytes16}", postgresql ? "bytea" : "varbinary(16)")
                .replaceAll("\\{hex}([0-9a-f]+)", postgresql ? "'\\\\\\\\x$1'" : "x'$1'");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("keys")
    void one_row_is_looked_at_and_struck_and_another_stays(Product product, String kind, List<String> sql)
            throws IOException {
        open(
                product,
                "create table leaflet (" + sql.getFirst().replace(", primary key", ", body varchar(80), primary key")
                        + (sql.getFirst().contains(", primary key") ? "" : ", body varchar(80)") + ")",
                "insert into leaflet values (" + sql.get(1) + "'" + TEXT + "')",
                "insert into leaflet values (" + sql.get(2) + "'" + TEXT + "')");

        assertThat(club.proved().possible())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.key()).matches(MARK));
        assertThat(club.reports()).doesNotContain("K-", "K,", "0001ff", "0001FF");
        List<Look.Cell> cells = club.look(10).cells();
        assertThat(cells)
                .hasSize(2)
                .allSatisfy(cell -> assertThat(cell.texts().getFirst().text()).isEqualTo(TEXT));
        String first = cells.getFirst().line().key();
        String second = cells.getLast().line().key();
        assertThat(first).isNotEqualTo(second);

        club.decide(request(Verdict.TREAT, "leaflet", "body", first), request(Verdict.KEEP, "leaflet", "body", second));
        assertThat(club.provedAgain().residuals()).extracting(Residual::key).containsExactly(first);
        club.resume();

        assertThat(club.database().rows("select body from leaflet")).containsExactlyInAnyOrder(TEXT, "Planted a […]");
        ProofReport green = club.provedAgain();
        assertThat(green.green()).isTrue();
        assertThat(green.acknowledged()).extracting(HitLine::key).containsExactly(second);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void rows_without_a_key_that_are_alike_in_everything_have_one_name_and_are_decided_together(Product product) {
        open(
                product,
                "create table leaflet (no int, body varchar(80))",
                "insert into leaflet values (1, '" + TEXT + "'), (1, '" + TEXT + "'), (2, '" + TEXT + "')");

        ProofReport report = club.proved();

        assertThat(report.hitsOf("possible")).isEqualTo(3);
        Look.Cells cells = club.look(10);
        assertThat(cells.total()).isEqualTo(2);
        String twins = report.possible().stream()
                .map(HitLine::key)
                .filter(key -> report.possible().stream()
                                .filter(line -> line.key().equals(key))
                                .count()
                        == 2)
                .findFirst()
                .orElseThrow();
        club.decide(request(Verdict.TREAT, "leaflet", "body", twins));
        club.resume();

        assertThat(club.database().rows("select no, body from leaflet order by no"))
                .containsExactly("1|Planted a […]", "1|Planted a […]", "2|" + TEXT);
        assertThat(club.provedAgain().green()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void the_name_holds_though_the_row_is_written_again_while_its_key_stays(Product product) {
        open(
                product,
                "create table leaflet (code varchar(40) primary key, body varchar(80), colour varchar(20))",
                "insert into leaflet values ('K-17', '" + TEXT + "', 'red')");
        String key = club.proved().possible().getFirst().key();
        club.decide(request(Verdict.TREAT, "leaflet", "body", key));

        club.database().execute("update leaflet set colour = 'blue'");
        club.resume();

        assertThat(club.database().rows("select body from leaflet")).containsExactly("Planted a […]");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void the_same_key_has_another_name_in_another_table(Product product) {
        open(
                product,
                "create table leaflet (code varchar(40) primary key, body varchar(80))",
                "create table poster (code varchar(40) primary key, body varchar(80))",
                "insert into leaflet values ('K-17', '" + TEXT + "')",
                "insert into poster values ('K-17', '" + TEXT + "')");

        assertThat(club.proved().possible()).extracting(HitLine::key).doesNotHaveDuplicates();
    }

    private static final String CARDS = "create table card (card_number bigint primary key, body varchar(80))";

    private static final String ROWS =
            "insert into card values (492912345678, '" + TEXT + "'), (492912345999, '" + TEXT + "')";

    /** 4929 1234 5678 is Ida Berg's, who stays. */
    private static final String CARDS_OF_MEMBERS =
            "create table card (card_number bigint primary key, member_id bigint references member (id), body varchar(80))";

    private static final String NUMBER_OF_CARDS =
            Club.MAP.replace("phone: phone}", "phone: phone, number: card.card_number}") + "  card: delete\n";

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_number_that_the_map_calls_an_identifier_is_shown_as_no_key(Product product) throws IOException {
        openWith(
                product,
                NUMBER_OF_CARDS,
                CARDS_OF_MEMBERS,
                "create index card_member on card (member_id)",
                "insert into card values (492912345678, 2, '" + TEXT + "')");

        noNumberIsShown();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_number_that_refers_to_such_a_key_is_shown_as_no_key_either(Product product) throws IOException {
        openWith(
                product,
                NUMBER_OF_CARDS + "  loan: {via: [card_number, member_id], delete: rows}\n",
                CARDS_OF_MEMBERS,
                "create table loan (card_number bigint primary key references card (card_number), body varchar(80))",
                "create index card_member on card (member_id)",
                "insert into card values (492912345678, 2, 'red')",
                "insert into loan values (492912345678, '" + TEXT + "')");

        noNumberIsShown();
    }

    private void noNumberIsShown() throws IOException {
        List<HitLine> found = club.proved().possible();
        assertThat(found)
                .singleElement()
                .satisfies(line -> assertThat(line.key()).matches(MARK));
        assertThat(club.reports()).doesNotContain("492912345678");
        assertThat(club.look(10).cells().getFirst().texts()).isNotEmpty();
        String table = found.getFirst().table();
        assertThatThrownBy(() -> club.decide(request(Verdict.TREAT, table, "body", "492912345678")))
                .hasMessageNotContainingAny("492912345678");
        club.decide(request(Verdict.KEEP, table, "body", found.getFirst().key()));
        assertThat(club.provedAgain().acknowledged()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_key_that_is_a_number_of_somebody_who_was_treated_is_not_shown_and_its_neighbour_is(Product product)
            throws IOException {
        openWith(
                product,
                Club.MAP
                        .replace("phone: phone}", "phone: phone, number: number}")
                        .replace("phone: erase,", "phone: erase, number: erase,"),
                "alter table member add number varchar(20)",
                "update member set number = '4929 1234 5678' where id = 1",
                CARDS,
                ROWS);

        List<String> keys =
                club.proved().possible().stream().map(HitLine::key).sorted().toList();

        assertThat(keys).hasSize(2);
        assertThat(keys.getFirst()).isEqualTo("492912345999");
        assertThat(keys.getLast()).matches(MARK);
        assertThat(club.reports()).doesNotContain("492912345678");
        club.decide(
                request(Verdict.TREAT, "card", "body", keys.getFirst()),
                request(Verdict.TREAT, "card", "body", keys.getLast()));
        club.resume();
        assertThat(club.database().rows("select body from card")).containsOnly("Planted a […]");
    }

    /** Its key is made for this one look: nobody could find a row again by it. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void a_preview_names_no_row_by_a_mark(Product product) {
        openWith(
                product,
                Club.MAP + "  note: {body: {redact: anywhere}, keep: all}\n",
                "create table note (code varchar(40) primary key, body varchar(80))",
                "insert into note values ('K-17', 'Rose Summer called')");

        assertThat(club.palimpsest().mentions(List.of(new SubjectKey("1")), 1).samples())
                .singleElement()
                .satisfies(sample -> assertThat(sample.key()).isEqualTo("row (key not shown)"));
    }

    /** Once something in a row without a key is struck, it has another name; what may stay in it still stays. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void what_may_stay_in_a_row_without_a_key_stays_though_the_rest_of_it_is_struck(Product product) {
        openWith(
                product,
                Club.MAP + "  note: {body: {redact: anywhere}, remark: {redact: anywhere}, keep: all}\n",
                "create table note (no int, body varchar(80), remark varchar(80), colour varchar(80))");
        club.proved();
        club.database()
                .execute("insert into note values (1, 'Rose Summer called', 'Rose Summer the singer', 'a summer rose'),"
                        + " (2, 'Rose Summer called', 'nothing', 'red')");
        club.palimpsest().proveWithoutEnding(Optional.empty());
        String key = club.look(10).cells().stream()
                .map(Look.Cell::line)
                .filter(line -> line.column().equals("remark"))
                .findFirst()
                .orElseThrow()
                .key();
        club.decide(request(Verdict.KEEP, "note", "remark", key), request(Verdict.TREAT, "note", "colour", key));

        club.resume();

        assertThat(club.database().rows("select no, body, remark, colour from note order by no"))
                .containsExactly("1|[…] called|Rose Summer the singer|a […]", "2|[…] called|nothing|red");
        ProofReport report = club.provedAgain();
        assertThat(report.green()).isTrue();
        assertThat(report.acknowledged()).hasSize(1);
        assertThat(report.lostDecisions()).isEmpty();
    }

    /** Nobody has looked at the other one, though it reads the same. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void a_decision_goes_with_its_own_row_only_and_is_missed_where_that_is_gone(Product product) {
        openWith(
                product,
                Club.MAP + "  note: {body: {redact: anywhere}, keep: all}\n",
                "create table note (no int, body varchar(80), remark varchar(80))");
        club.proved();
        club.database()
                .execute("insert into note values (1, 'Rose Summer called', 'Rose Summer the singer'),"
                        + " (2, 'nothing', 'Rose Summer the singer')");
        club.palimpsest().proveWithoutEnding(Optional.empty());
        String key = club.look(10).cells().stream()
                .filter(cell -> cell.line().column().equals("body"))
                .findFirst()
                .orElseThrow()
                .line()
                .key();
        club.decide(request(Verdict.KEEP, "note", "remark", key));

        club.resume();

        ProofReport report = club.provedAgain();
        assertThat(report.residuals()).extracting(Residual::column).containsExactly("remark");
        assertThat(report.acknowledged()).hasSize(1);
        assertThat(report.lostDecisions()).isEmpty();

        club.database().execute("delete from note where no = 1");
        club.resume();

        assertThat(club.provedAgain().residuals()).hasSize(1);
        assertThat(club.provedAgain().lostDecisions())
                .containsExactly(
                        "1 decision that a text may stay no longer finds its row, or another text there. What stands"
                                + " elsewhere now was not decided.");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void decisions_under_the_names_of_an_earlier_version_are_told_of_wherever_they_do_not_count(Product product) {
        open(
                product,
                "create table leaflet (no int, body varchar(80))",
                "insert into leaflet values (1, '" + TEXT + "')");
        String key = club.proved().possible().getFirst().key();
        club.decide(request(Verdict.KEEP, "leaflet", "body", key));
        club.database().execute("update palimpsest_decision set row_key = 'row (0,1)'");

        String told = "1 decision names its row as an earlier version did, and counts no more.";
        assertThat(club.palimpsest()
                        .resume(Optional.empty(), RunEvent.Listener.none())
                        .warnings())
                .singleElement()
                .asString()
                .startsWith(told);
        assertThat(club.palimpsest().proveWithoutEnding(Optional.empty()).lostDecisions())
                .singleElement()
                .asString()
                .startsWith(told);
        assertThat(club.palimpsest().decisions().all(Optional.empty()).decisions())
                .allMatch(each -> RowNames.isOfEarlier(each.key()));
    }
}

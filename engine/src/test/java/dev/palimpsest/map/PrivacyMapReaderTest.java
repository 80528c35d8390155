package dev.palimpsest.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.palimpsest.map.BlockerDeclaration.Level;
import dev.palimpsest.map.SubjectDeclaration.IdentifierDeclaration;
import dev.palimpsest.map.TableDeclaration.Rows;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyMapReaderTest {
    @TempDir
    private Path directory;

    private static PalimpsestException refusal(String yaml) {
        PalimpsestException refusal =
                catchThrowableOfType(PalimpsestException.class, () -> PrivacyMapReader.read("gym.yaml", yaml));
        assertThat(refusal).as("a refusal of\n" + yaml).isNotNull();
        return refusal;
    }

    private static String finding(String yaml) {
        PalimpsestException refusal = refusal(yaml);
        assertThat(refusal.problems()).as(refusal.getMessage()).hasSize(1);
        return refusal.getMessage();
    }

    private static PrivacyMap whole() {
        return PrivacyMapReader.read("gym.yaml", MapSamples.file("whole.yaml"));
    }

    private static TableDeclaration treatment(PrivacyMap map, String table) {
        return map.treatment().stream()
                .filter(entry -> entry.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void reads_the_head() {
        PrivacyMap map = whole();

        assertThat(map.name()).isEqualTo("gym");
        assertThat(map.title().in("nl")).isEqualTo("Leden");
        assertThat(map.jurisdiction()).isEqualTo("DE");
        assertThat(map.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(map.language()).isEqualTo("de");
        assertThat(map.schema()).isEqualTo("public");
        assertThat(map.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void reads_the_subject() {
        SubjectDeclaration subject = whole().subject();

        assertThat(subject.table()).isEqualTo("member");
        assertThat(subject.key()).isEqualTo("id");
        assertThat(subject.title()).containsExactly("first_name", "last_name");
        assertThat(subject.bornIntoSystem()).isEqualTo("created_at");
        assertThat(subject.inactiveFor()).isEqualTo(Period.ofMonths(9));
        assertThat(subject.kinds()).containsOnlyKeys("prospect", "former", "member");
        assertThat(subject.kinds().keySet()).containsExactly("prospect", "former", "member");
        assertThat(subject.mayBeForgotten()).containsExactly("prospect", "former");
        assertThat(subject.never()).extracting(Predicate::sql).isEqualTo("status = 'STAFF'");
        assertThat(subject.archive()).isEqualTo(Map.of("status", "ARCHIVED", "visible", "false", "level", "3"));
        assertThat(subject.restore()).containsEntry("status", "FORMER").containsEntry("archived_at", null);
        assertThat(subject.quasiIdentifiers()).containsExactly("birth_date", "postal_code", "gender");
    }

    @Test
    void a_list_is_one_name_or_address_but_several_addresses_of_mail() {
        assertThat(whole().subject().identifiers())
                .extracting(IdentifierDeclaration::kind, identifier -> String.join("+", identifier.columns()))
                .containsExactly(
                        tuple(IdentifierKind.NAME, "first_name+last_name"),
                        tuple(IdentifierKind.NAME, "invoice.billing_name"),
                        tuple(IdentifierKind.EMAIL, "email"),
                        tuple(IdentifierKind.EMAIL, "app_account.login"),
                        tuple(IdentifierKind.PHONE, "mobile"),
                        tuple(IdentifierKind.PHONE, "landline"),
                        tuple(IdentifierKind.IBAN, "bank_account.iban"),
                        tuple(IdentifierKind.NUMBER, "member_number"),
                        tuple(IdentifierKind.ADDRESS, "street+postal_code+city"));
    }

    @Test
    void reads_activity_and_blockers() {
        PrivacyMap map = whole();

        assertThat(map.activity()).extracting(ActivityDeclaration::id).containsExactly("check-in", "invoice");
        assertThat(map.activity().get(1).link().via()).containsExactly("member_id");
        assertThat(map.activity().get(1).where()).isNotNull();
        BlockerDeclaration contract = map.blockers().getFirst();
        assertThat(contract.level()).isEqualTo(Level.BLOCKS);
        assertThat(contract.show()).containsExactly("number", "ends_on");
        assertThat(contract.until()).isEqualTo("ends_on");
        assertThat(contract.message().in("de")).isEqualTo("Vertrag {number} läuft bis {ends_on}.");
        BlockerDeclaration task = map.blockers().get(1);
        assertThat(task.level()).isEqualTo(Level.WARNS);
        assertThat(task.message()).isEqualTo(LocalText.of("de", "Eine Aufgabe ist offen."));
    }

    @Test
    void reads_every_form_of_treatment() {
        PrivacyMap map = whole();
        TableDeclaration member = treatment(map, "member");

        assertThat(member.rows()).isEqualTo(Rows.STAY);
        assertThat(member.keep()).containsExactly("height", "weight");
        assertThat(member.keepAll()).isFalse();
        assertThat(member.columns().keySet())
                .startsWith("first_name", "last_name", "email")
                .doesNotContain("keep");
        assertThat(member.columns().get("first_name").options())
                .containsEntry("", new LocalText(Map.of("de", "Mitglied", "en", "Member")));
        assertThat(member.columns().get("email").method()).isEqualTo("erase");
        assertThat(member.columns().get("email").options()).isEmpty();
        assertThat(member.columns().get("birth_date").method()).isEqualTo("generalise");
        assertThat(member.columns().get("birth_date").options()).isEqualTo(Map.of("", "year", "step", 5));
        assertThat(member.columns().get("shoe_size").options()).isEqualTo(Map.of("", 42));
        assertThat(treatment(map, "check_in").keepAll()).isTrue();
        assertThat(treatment(map, "message").rows()).isEqualTo(Rows.DELETE);
        assertThat(treatment(map, "document").rows()).isEqualTo(Rows.DELETE);
        assertThat(treatment(map, "archive.course").rows()).isEqualTo(Rows.IGNORE);
        assertThat(treatment(map, "invoice_line").link().via()).containsExactly("invoice_id", "member_id");
        assertThat(treatment(map, "audit_log").link().where()).isNotNull();
        assertThat(treatment(map, "invoice").retain())
                .satisfies(retain -> assertThat(retain.recordClass()).isEqualTo("invoice"));
    }

    @Test
    void a_postal_code_of_zeros_stays_the_text_it_is() {
        assertThat(treatment(whole(), "member").columns().get("city_code").options())
                .isEqualTo(Map.of("", "00000"));
    }

    @Test
    void knows_where_each_part_stands() {
        PrivacyMap map = PrivacyMapReader.read("gym.yaml", MapSamples.small());

        assertThat(map.at("treatment", "member", "email")).isEqualTo(new Position("gym.yaml", 19, 23));
        assertThat(map.at("treatment", "member", "nothing")).isEqualTo(new Position("gym.yaml", 19, 3));
        assertThat(map.subject().at("key")).isEqualTo(new Position("gym.yaml", 6, 3));
        assertThat(map.subject().at("identifiers.email")).isEqualTo(new Position("gym.yaml", 9, 17));
        assertThat(map.blockers().getFirst().where().at()).isEqualTo(new Position("gym.yaml", 15, 12));
    }

    @Test
    void what_may_be_left_out_has_a_default() {
        PrivacyMap map = PrivacyMapReader.read("gym.yaml", MapSamples.small());

        assertThat(map.title().in("en")).isEqualTo("gym");
        assertThat(map.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(map.language()).isEqualTo("en");
        assertThat(map.schema()).isNull();
        assertThat(map.subject().never()).isNull();
        assertThat(map.subject().mayBeForgotten()).isEmpty();
    }

    @Test
    void reports_every_mistake_at_once_in_the_order_of_the_file() {
        assertThat(refusal(MapSamples.file("mistakes.yaml")).getMessage().lines())
                .containsExactlyElementsOf(
                        MapSamples.file("mistakes.txt").lines().toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "name: gym | nam: gym | 2 | PAL-MAP-002 gym.yaml:2:1 'nam' is not known in the map. Did you mean 'name'?",
                "jurisdiction: DE | jurisdiction: XX | 1 | PAL-MAP-004 gym.yaml:3:15 jurisdiction is 'XX'",
                "jurisdiction: DE | jurisdiction: [DE] | 1 | must be a text, but it is a list.",
                "key: id | key: 7 | 1 | subject.key must be a text, but it is the number 7. Put it in quotes: \"7\".",
                "key: id | key: | 1 | subject.key must be a text, but it is empty.",
                "key: id | key: ' ' | 1 | subject.key is empty.",
                "key: id | | 1 | PAL-MAP-003 gym.yaml:5:3 subject lacks 'key'. Write 'key: id'.",
                "P9M | P0M | 1 | P9M for nine months",
                "P9M | P99999999999M | 1 | P9M for nine months",
                "table: check_in | table: a.b.c | 1 | a table is written 'table' or 'schema.table'",
                "check-in: | check in: | 1 | a name is made of letters",
                "running: | kind: | 1 | the name of a built-in blocker",
                "\"{number} runs.\" | \"{numbr} runs.\" | 1 | PAL-MAP-023 gym.yaml:17:14 blockers.running.message speaks of {numbr}, which the blocker does not show. Did you mean 'number'?",
                "show: number | fix: \"x/{id}\" | 2 | speaks of {id}, which the blocker does not show. Add 'id' to 'show'.",
                "{email: email} | {email: [[email]]} | 1 | each entry of subject.identifiers.email must be a text",
                "{email: email} | {address: [a, b, c, d, e, f, g]} | 1 | has 7 columns, but one address has at most 6",
                "{email: email} | {name: a.b.c.d} | 1 | a column is written 'column', or 'table.column'",
                "{email: email} | {email: {column: m.v}} | 1 | subject.identifiers.email lacks 'where'",
                "{email: email} | {name: [{column: m.v, wher: x}]} | 2 | 'wher' is not known in each entry of subject.identifiers.name. Did you mean 'where'?",
                "{email: email} | {} | 1 | subject.identifiers is empty. Name at least one of 'name', 'email'",
                "{email: email} | {name: [a, [b]]} | 1 | mixes columns and lists",
                "{email: email} | {mail: email} | 1 | 'mail' is not known in subject.identifiers. Did you mean 'email'?",
                "email: erase | email: {} | 1 | a treatment is one word",
                "email: erase | email: {replace: {xy: z}} | 1 | a language is two small letters",
                "email: erase | email: {replace: null} | 1 | but a text, a number or true/false is needed",
                "email: erase | delete: rows | 1 | takes the rows away",
                "keep: all | keep: [email] | 1 | treatment.member.email is also in the list treatment.member.keep",
                "keep: all | keep: [] | 1 | is an empty list",
                "keep: all | keep: [a, a] | 1 | 'a' stands twice",
                "{keep: all, email: erase} | delet | 1 | Did you mean 'delete'?",
                "{keep: all, email: erase} | keep | 1 | To keep every column write {keep: all}.",
                "keep: all | retain: {class: invoice} | 1 | treatment.member.retain lacks 'starts'",
                "keep: all | keep: all, keep: all | 1 | PAL-MAP-006 gym.yaml:19:23 'keep' stands twice in treatment.member, first in line 19."
            })
    void says_what_is_wrong_and_what_to_write(String piece, String instead, int findings, String expected) {
        PalimpsestException refusal = refusal(MapSamples.with(piece, instead == null ? "" : instead));

        assertThat(refusal.problems()).as(refusal.getMessage()).hasSize(findings);
        assertThat(refusal).hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "\"1\"", "1.0", "[1]"})
    void a_map_of_another_version_is_refused_before_anything_else(String version) {
        String yaml = MapSamples.with("palimpsest: 1", "palimpsest: " + version + "\nunheard-of: true");

        assertThat(finding(yaml)).startsWith("PAL-MAP-005 gym.yaml:1:13").contains("Write 'palimpsest: 1'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | The file is empty.",
                "'# nothing' | The file is empty.",
                "'just words' | not a privacy map",
                "'a: {b: 1' | Close the group with '}'",
                "'a: [b, 1' | Close the list with ']'",
                "'a: \"b' | Close the quotes",
                "'a: b: c' | Put a text that holds",
                "'a: @b' | Put a text that begins with a sign"
            })
    void what_is_no_yaml_is_refused_with_advice(String yaml, String advice) {
        PalimpsestException refusal = refusal(yaml);

        assertThat(refusal.code()).isEqualTo(ErrorCode.MAP_NOT_YAML);
        assertThat(refusal).hasMessageContaining(advice).hasMessageContaining("gym.yaml:1:");
    }

    @Test
    void tabs_a_second_document_and_a_flood_of_aliases_are_refused() {
        assertThat(finding("a:\n\tb: 1")).contains("gym.yaml:2:1", "spaces, not with tabs");
        assertThat(finding("a: 1\n---\nb: 1")).contains("One file holds one map");
        assertThat(finding("a: &x [1]\nb: [" + "*x, ".repeat(60) + "1]")).contains("more than 50 aliases");
        assertThat(finding("[".repeat(100_000))).startsWith("PAL-MAP-001");
    }

    @Test
    void a_map_that_contains_itself_is_refused_and_not_followed_for_ever() {
        assertThat(refusal("palimpsest: 1\nsubject: &s\n  table: *s\n").problems())
                .isNotEmpty();
    }

    @Test
    void a_file_that_cannot_be_read_is_told_apart_from_one_that_is_wrong() throws IOException {
        Path latin =
                Files.write(directory.resolve("latin.yaml"), "name: J\u00fcrgen".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(catchThrowableOfType(
                        PalimpsestException.class, () -> PrivacyMapReader.read(directory.resolve("nothing.yaml"))))
                .hasMessageContaining("PAL-MAP-007")
                .hasMessageContaining("does not exist");
        assertThat(catchThrowableOfType(PalimpsestException.class, () -> PrivacyMapReader.read(directory)))
                .hasMessageContaining("is a directory");
        assertThat(catchThrowableOfType(PalimpsestException.class, () -> PrivacyMapReader.read(latin)))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void the_digest_is_that_of_the_file_s_bytes_and_a_byte_order_mark_does_no_harm() throws IOException {
        Path file = Files.writeString(directory.resolve("gym.yaml"), MapSamples.small());
        Path marked = Files.writeString(directory.resolve("marked.yaml"), "\uFEFF" + MapSamples.small());

        assertThat(PrivacyMapReader.read(file).digest())
                .isEqualTo(PrivacyMapReader.read("x", MapSamples.small()).digest());
        assertThat(PrivacyMapReader.read(marked).digest())
                .isNotEqualTo(PrivacyMapReader.read(file).digest());
    }

    @Test
    void a_time_zone_is_found_by_its_town() {
        assertThat(finding(MapSamples.small() + "time-zone: Vienna")).contains("Did you mean 'Europe/Vienna'?");
        assertThat(finding(MapSamples.small() + "time-zone: +02:00")).contains("a name such as Europe/Berlin");
    }

    @Test
    void groups_may_be_written_once_and_merged() {
        String yaml = MapSamples.with("key: id", "<<: {key: number, never: \"status = 'STAFF'\"}\n  key: id");

        SubjectDeclaration subject = PrivacyMapReader.read("gym.yaml", yaml).subject();

        assertThat(subject.key()).isEqualTo("id");
        assertThat(subject.never()).isNotNull();
    }

    @Test
    void identifier_words_are_the_constants_in_small_letters() {
        assertThat(IdentifierKind.words())
                .isEqualTo(Arrays.asList("name", "email", "phone", "iban", "number", "address", "login", "ip"));
    }

    @Test
    void a_secret_is_sent_over_https_or_to_this_machine_only() {
        String secret = ", secret: {header: Authorization, variable: TOKEN}}}\n";

        assertThatThrownBy(() -> PrivacyMapReader.read(
                        "gym.yaml", MapSamples.small() + "after-run: {n: {webhook: \"http://news.example/x\"" + secret))
                .hasMessageContaining("https");
        assertThat(PrivacyMapReader.read(
                                "gym.yaml",
                                MapSamples.small() + "after-run: {n: {webhook: \"http://localhost/x\"" + secret)
                        .afterRun())
                .hasSize(1);
    }
}

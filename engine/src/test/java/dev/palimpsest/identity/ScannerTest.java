package dev.palimpsest.identity;

import static dev.palimpsest.map.IdentifierKind.ADDRESS;
import static dev.palimpsest.map.IdentifierKind.EMAIL;
import static dev.palimpsest.map.IdentifierKind.IBAN;
import static dev.palimpsest.map.IdentifierKind.NAME;
import static dev.palimpsest.map.IdentifierKind.NUMBER;
import static dev.palimpsest.map.IdentifierKind.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.map.IdentifierKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScannerTest {

    private static final Identifier ANNA = Identifier.of(NAME, "Anna", "Schmidt");
    private static final Identifier MAIL = Identifier.of(EMAIL, "anna.schmidt@example.org");
    private static final Identifier MOBILE = Identifier.of(PHONE, "+49 151 23456789");
    private static final Identifier ACCOUNT = Identifier.of(IBAN, "DE89 3704 0044 0532 0130 00");
    private static final Identifier HOME = Identifier.of(ADDRESS, "Hauptstraße 12a", "10115", "Berlin");

    /** The ten forms of the trial in which simple scanners missed two. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna.schmidt@example.org",
                "mailto:anna.schmidt@example.org",
                "+49 151 23456789",
                "DE89370400440532013000",
                "ANNA.SCHMIDT@EXAMPLE.ORG",
                "+4915123456789",
                "DE89 3704 0044 0532 0130 00",
                "0151/23456789",
                "Anna Schmidt",
                "Schmidt, Anna"
            })
    void finds_every_planted_form(String leak) {
        Traces traces = Traces.of(ANNA, MAIL, MOBILE, ACCOUNT);
        assertThat(traces.found("Neu: " + leak + " (bitte melden)")).contains(leak.replace("mailto:", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jan        | van der Berg     | van der Berg, Jan",
                "Jan        | van der Berg     | Berg, Jan van der",
                "Anna       | Meier-Schmidt    | Anna Schmidt",
                "Anna       | Meier-Schmidt    | Anna Meier Schmidt",
                "Anna       | Meier-Schmidt    | Meier-Schmidt, Anna",
                "Karl-Heinz | Müller           | Karl Heinz Mueller",
                "Karl-Heinz | Müller           | Karlheinz und Karl Müller",
                "Dr. Anna   | Schmidt          | Anna Schmidt",
                "Sean       | O'Neill          | O’Neill, Sean",
                "Maria Anna Theresia | von und zu Guttenberg | Anna Guttenberg"
            })
    void finds_the_names_people_write(String first, String last, String text) {
        assertThat(Traces.of(Identifier.of(NAME, first, last)).findsIn("Bitte " + text + " anrufen"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anna Schmitt",
                "Anna Schmidtke",
                "Annabell Schmidt",
                "Anna, Peter und Paul Schmidt",
                "Anna! Schmidt kommt",
                "Anna 17 Schmidt",
                "Dr. Schmidt"
            })
    void leaves_other_names_alone(String text) {
        assertThat(Traces.of(ANNA, Identifier.of(NAME, "Dr. Anna", "Schmidt")).hits(text))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "Rose | Summer | Meeting with Summer. Rose was absent.",
                "Luc  | Stone  | A wall of stone. Luc Moreau told her.",
                "Luc  | Stone  | It is a very long stone.\\n--\\nLuc Moreau",
                "Luc  | Stone  | of long stone\\n--\\nLuc Moreau",
                "Luc  | Stone  | of long stone\\r\\n-- \\r\\nLuc Moreau",
                "Luc  | Stone  | A bench of stone; Luc wants two",
                "Luc  | Stone  | He saw (a stone). Luc left",
                "Luc  | Stone  | He saw only stone... Luc left",
                "Luc  | Stone  | <p>He saw only stone.</p><p>Luc left</p>",
                "Luc  | Stone  | \"He called it 'stone.' Luc left\"",
                "Rose | Summer | closed all summer… Rose opens again",
                "Rose | Summer | closed all summer • Rose opens again"
            })
    void no_name_reaches_over_the_end_of_a_phrase(String first, String last, String text) {
        String note = text.replace("\\n", "\n").replace("\\r", "\r");
        assertThat(Traces.of(Identifier.of(NAME, first, last)).hits(note)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "J.        | Smith  | Call J. Smith back",
                "Anna M.   | Berg   | Frau Anna M. Berg",
                "Anna      | St. Clair | for Anna St. Clair today",
                "Anna      | Ste. Marie | for Anna Ste. Marie today",
                "Chr.      | Berg   | to Chr. Berg only",
                "Joh.      | Berg   | we wrote a letter to Joh. Berg only",
                "Mag. Anna | Berg   | Berg, Mag. Anna",
                "Olf.      | Berg   | Olf. Berg",
                "Olf.      | Berg   | Tel: 7, Name: Herr Olf. Berg, Ort: Ulm",
                "Prof. Dr. Anna | Berg | to Prof. Dr. Anna Berg",
                "Rose      | Summer | Summer, Rose",
                "Rose      | Summer | Summer;Rose;1990",
                "Anna      | Berg   | Berg;Anna Maria;1990",
                "Anna      | Berg   | Frau Berg;Anna",
                "Anna      | Berg   | Berg\\nAnna Maria",
                "Rose      | Summer | Summer\\nRose\\n1990",
                "Rose      | Summer | First name: Rose\\nLast name: Summer",
                "Rose      | Summer | our member Rose\\nSummer asked for this",
                "Rose      | Summer | our member Rose\\r\\nSummer asked for this",
                "Anna      | Schmidt | {\"note\":\"Mitglied Anna\\\\tSchmidt war da\"}",
                "Anna      | Schmidt | {\"note\":\"unser Mitglied Anna\\\\r\\\\nSchmidt war da\"}",
                "Rose      | Summer | She was absent. Rose Summer. And present"
            })
    void a_name_is_found_over_what_does_not_end_its_phrase(String first, String last, String text) {
        String note = text.replace("\\r", "\r").replace("\\n", "\n");
        assertThat(Traces.of(Identifier.of(NAME, first, last)).findsIn(note)).isTrue();
    }

    @Test
    void a_title_with_its_full_stop_belongs_to_the_name() {
        assertThat(Traces.of(Identifier.of(NAME, "Prof. Anna", "Berg")).found("to Prof. Anna Berg"))
                .contains("Prof. Anna Berg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id=7&tel=%2B49+171+5550917&x=1                  | true",
                "tel=0049+171+5550917+%28mobil%29&id=7           | true",
                "id=%37&tel=0171+5550917+%28mobil%29             | true",
                // without an escape it is no form, and a number may begin with a plus
                "100% sure: 49+171+5550917                       | false",
                "name=J%C3%BCrgen&tel=+49%20171%20555%2009%2017  | true"
            })
    void a_plus_is_a_blank_in_the_value_of_a_form_field_where_something_is_escaped(String text, boolean found) {
        assertThat(Traces.of(Identifier.of(PHONE, "+49 171 5550917")).findsIn(text))
                .isEqualTo(found);
    }

    @Test
    void a_plus_in_an_escaped_mail_address_stays_one() {
        assertThat(Traces.of(Identifier.of(EMAIL, "anna+news@example.org"))
                        .findsIn("id=%31&email=anna+news%40example.org"))
                .isTrue();
    }

    @Test
    void a_name_in_one_column_is_split_into_its_words() {
        assertThat(Traces.of(Identifier.of(NAME, "Anna Maria van der Berg")).findsIn("van der Berg, Anna"))
                .isTrue();
        assertThat(Traces.of(Identifier.of(NAME, "Berg, Anna Maria")).findsIn("Anna Berg"))
                .isTrue();
    }

    @Test
    void a_single_word_is_a_weak_trace() {
        Traces traces = Traces.of(Identifier.of(NAME, "Schmidt"));
        assertThat(traces.hits("Frau Schmidt"))
                .hasSize(1)
                .allMatch(hit -> hit.fingerprint().weak());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DE | +49 30 901820           | 030/901820",
                "DE | 030 901820              | 0049 30 90 18 20",
                "DE | 0351/4567890            | +49 (351) 456789-0",
                "AT | 0664 1234567            | +43 664 1234567",
                "AT | +43 1 5134567           | 01/513 45 67",
                "CH | 079 123 45 67           | +41 (0)79 123 45 67",
                "NL | 06-12345678             | +31 6 12 34 56 78",
                "BE | 0470 12 34 56           | +32 470/12.34.56",
                "FR | 01 23 45 67 89          | +33 (0)1 23 45 67 89",
                "FR | +33 6 12 34 56 78       | 06.12.34.56.78",
                "DE | +352 621 123 456        | 00352 621123456",
                "DE | +39 06 1234 5678        | 0039 06 12345678"
            })
    void finds_telephone_numbers_of_neighbouring_countries(String region, String stored, String text) {
        Fingerprinter fingerprinter = new Fingerprinter(Traces.KEY, region);
        TraceSet set = TraceSet.of(fingerprinter.fingerprints(Identifier.of(PHONE, stored)));
        List<String> found = new ArrayList<>();
        String note = "Tel. " + text + ", abends";
        new Scanner(fingerprinter).scan(note, set, (fingerprint, start, end) -> found.add(note.substring(start, end)));
        assertThat(found)
                .anyMatch(hit -> text.replace("(", "")
                        .replace(")", "")
                        .endsWith(hit.replace("(", "").replace(")", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-15 10:00:00", "15123,45 EUR", "0151 2345678", "0151 234567890", "1.512.345,67"})
    void leaves_other_numbers_alone(String text) {
        assertThat(Traces.of(MOBILE).hits(text)).isEmpty();
    }

    @Test
    void an_address_at_another_domain_or_mailbox_is_another() {
        Traces traces = Traces.of(Identifier.of(EMAIL, "anna@example.org"));
        assertThat(traces.hits("lea.anna@example.org anna@example.net anna@example.organic joanna@example.org"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "anna@müller.example, anna@xn--mller-kva.example",
        "anna@xn--mller-kva.example, Anna@Müller.example",
        "o'neill@example.org, <O'Neill@example.org>",
        "anna+gym@example.org, anna%2Bgym%40example.org"
    })
    void finds_unusual_addresses(String stored, String text) {
        assertThat(Traces.of(Identifier.of(EMAIL, stored)).findsIn(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100234      | Nr. 100234 fehlt",
                "100234      | 0000100234",
                "100234      | RE100234.pdf",
                "00100234    | 100234",
                "M-2024-0012 | m20240012",
                "M20240012   | M-2024/0012",
                "4711-AB     | 4711 AB",
                "12345678901234567890 | x 12345678901234567890 y",
                "0f8fad5b-d9cb-469f-a165-70867728950e | {id=0F8FAD5B-D9CB-469F-A165-70867728950E}"
            })
    void finds_customer_numbers(String stored, String text) {
        assertThat(Traces.of(Identifier.of(NUMBER, stored)).findsIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000002012", "card 0000002012.", "000-000-2012", "K0000002012"})
    void a_short_number_with_leading_zeros_is_found_with_all_of_them(String text) {
        assertThat(Traces.of(Identifier.of(NUMBER, "0000002012")).hits(text))
                .isNotEmpty()
                .noneMatch(hit -> hit.fingerprint().weak());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2012", "002012", "00000002012", "year 2012, 0000002013"})
    void a_number_keeps_its_leading_zeros_where_little_else_is_left(String text) {
        assertThat(Traces.of(Identifier.of(NUMBER, "0000002012")).hits(text)).isEmpty();
    }

    @Test
    void a_number_of_few_digits_is_a_weak_trace() {
        assertThat(Traces.of(Identifier.of(NUMBER, "4711")).hits("4711"))
                .allMatch(hit -> hit.fingerprint().weak());
        assertThat(Traces.of(Identifier.of(NUMBER, "471100")).hits("471100"))
                .noneMatch(hit -> hit.fingerprint().weak());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hauptstraße 12a        | 10115   | Berlin    | wohnt Hauptstr. 12 A in 10115 Berlin",
                "Hauptstraße 12a        | 10115   | Berlin    | 10115 Berlin, Hauptstrasse 12a",
                "Hauptstraße 12a        | 10115   | Berlin    | Haupt Straße 12a, Berlin",
                "Straße des 17. Juni 135| 10623   | Berlin    | Str. des 17. Juni 135, 10623 Berlin",
                "Am Alten Markt 3       | 50667   | Köln      | Am Alten Markt 3, D-50667 Koeln",
                "12 rue de la Paix      | 75002   | Paris     | 12, rue de la Paix, 75002 PARIS",
                "12 bis avenue Foch     | 75116   | Paris     | 12 av. Foch, 75116 Paris",
                "Keizersgracht 123-2    | 1015 CJ | Amsterdam | Keizersgracht 123, 1015CJ Amsterdam",
                "Dorpsstraat 7          | 1012 AB | Amsterdam | Dorpsstr 7 1012 AB"
            })
    void finds_postal_addresses(String street, String postalCode, String town, String text) {
        Traces traces = Traces.of(Identifier.of(ADDRESS, street, postalCode, town));
        assertThat(traces.hits(text)).anyMatch(hit -> !hit.fingerprint().weak());
    }

    @Test
    void a_street_without_its_town_is_a_weak_trace() {
        Traces traces = Traces.of(HOME);
        assertThat(traces.hits("Hauptstr. 12a, 80331 München"))
                .hasSize(1)
                .allMatch(hit -> hit.fingerprint().weak());
        assertThat(traces.hits("Hauptstr. 12, 10115 Berlin")).isEmpty();
        assertThat(traces.hits("Nebenstr. 12a, 10115 Berlin")).isEmpty();
    }

    @Test
    void finds_what_stands_in_attributes_and_comments() {
        Traces traces = Traces.of(ANNA, MAIL);
        assertThat(traces.found("<a href=\"mailto:anna.schmidt@example.org\" title='x'>hier</a>"))
                .contains("anna.schmidt@example.org");
        assertThat(traces.found("<member name=\"Anna Schmidt\"/><!-- Schmidt, Anna -->"))
                .contains("Anna Schmidt", "Schmidt, Anna");
    }

    @Test
    void the_span_is_that_of_the_text_as_given() {
        String text = "Hallo J\u00fcrgen &amp; J&uuml;rgen Wei\u00df, %40 tsch\u00fcss";
        assertThat(Traces.of(Identifier.of(NAME, "Jürgen", "Weiß")).found(text))
                .containsExactly("J&uuml;rgen Wei\u00df");
        assertThat(Traces.of(MOBILE).found("Tel.: (+49) 151-23456789!")).contains("+49) 151-23456789");
        assertThat(Traces.of(ACCOUNT).found("an DE89 3704 0044 0532 0130 00."))
                .containsExactly("DE89 3704 0044 0532 0130 00");
    }

    @Test
    void finds_a_trace_wherever_it_lies_in_a_long_text() {
        Traces traces = Traces.of(ANNA);
        String filler = "Lorem ipsum dolor sit amet ".repeat(2500);
        for (int place = 15_000; place < 17_500; place += 7) {
            String text = filler.substring(0, place) + " Anna Schmidt " + filler.substring(place);
            assertThat(traces.hits(text)).hasSize(1).allMatch(hit -> text.startsWith("Anna Schmidt", hit.start()));
        }
    }

    private record RowHit(IdentifierKind kind, int column, int start, int end) {}

    private static List<RowHit> rowHits(Traces traces, @Nullable String... columns) {
        List<RowHit> hits = new ArrayList<>();
        traces.scanner.scanRow(
                Arrays.asList(columns),
                traces.set,
                hit -> hits.add(new RowHit(hit.fingerprint().kind(), hit.column(), hit.start(), hit.end())));
        return hits;
    }

    private static boolean isPatched(@Nullable String... columns) {
        Traces traces = Traces.of(ANNA);
        Set<Boolean> patched = new HashSet<>();
        traces.scanner.scanRow(Arrays.asList(columns), traces.set, hit -> patched.add(hit.patched()));
        assertThat(patched).as("hits in %s", Arrays.toString(columns)).hasSize(1);
        return patched.contains(true);
    }

    @Test
    void says_where_a_name_is_put_together_from_parts_of_two_columns() {
        assertThat(isPatched("Rosa Anna", "Schmidt, Carla")).isTrue();
        assertThat(isPatched("Carla Schmidt", null, "Anna Berg")).isTrue();
        assertThat(isPatched("Anna", "Schmidt, Carla")).isFalse();
        assertThat(isPatched("Rosa Anna", "(Schmidt)")).isFalse();
        assertThat(isPatched("Anna", "Schmidt")).isFalse();
        assertThat(isPatched("x", "Frau Anna Schmidt ruft an")).isFalse();
        assertThat(isPatched("Schmidt", "1990-01-01", "f", "Anna")).isFalse();
    }

    @Test
    void finds_a_name_in_two_columns_in_either_order() {
        Traces traces = Traces.of(ANNA);
        assertThat(rowHits(traces, "x", "Anna", "Schmidt")).containsExactly(new RowHit(NAME, 1, 0, 4));
        assertThat(rowHits(traces, "Schmidt", null, "Anna")).containsExactly(new RowHit(NAME, 0, 0, 7));
        assertThat(rowHits(traces, "Schmidt", "1990-01-01", "f", "Anna")).containsExactly(new RowHit(NAME, 0, 0, 7));
        assertThat(rowHits(traces, "-", "Frau Anna Schmidt")).containsExactly(new RowHit(NAME, 1, 5, 17));
    }

    @Test
    void says_over_which_columns_a_name_is_spread() {
        Traces traces = Traces.of(ANNA);
        List<List<Integer>> columns = new ArrayList<>();
        traces.scanner.scanRow(
                Arrays.asList("x", "Schmidt", "f", "Anna"), traces.set, hit -> columns.add(hit.columns()));
        traces.scanner.scanRow(Arrays.asList("x", "Anna Schmidt"), traces.set, hit -> columns.add(hit.columns()));
        assertThat(columns).containsExactly(List.of(1, 3), List.of(1));
    }

    @Test
    void finds_an_address_in_several_columns() {
        Traces traces = Traces.of(HOME);
        assertThat(rowHits(traces, "17", "Hauptstr. 12a", "10115", "Berlin")).contains(new RowHit(ADDRESS, 1, 0, 13));
        assertThat(rowHits(traces, "10115", "Berlin", "Hauptstr.", "12a")).isNotEmpty();
    }

    @Test
    void finds_traces_in_long_columns_beside_short_ones() {
        Traces traces = Traces.of(ANNA, MAIL);
        String pages = "Lorem ipsum ".repeat(5000);
        assertThat(rowHits(traces, "x", pages + "Anna Schmidt", "anna.schmidt@example.org"))
                .extracting(RowHit::column)
                .contains(1, 2);
    }

    @Test
    void nothing_is_found_under_another_key() {
        Traces traces = Traces.of(ANNA, MAIL, MOBILE);
        Fingerprinter other = new Fingerprinter(FingerprintKey.of(new byte[16]), "DE");
        List<Fingerprint> hits = new ArrayList<>();
        new Scanner(other)
                .scan("Anna Schmidt anna.schmidt@example.org", traces.set, (hit, start, end) -> hits.add(hit));
        assertThat(hits).isEmpty();
    }

    /** Some of its groups are cut into two words, which are names to nobody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "e7da1bd1-de69-43e6-bbf3-ac3c401eea69",
                "6150e155-f7e5-4bee-adea-4bc684571211",
                "da85b296-d2ca-4e0a-90cd-312cf2a235b1",
                "1234abcd-12ab-4abc-8abc-123456abcdef"
            })
    void a_uuid_is_one_number_and_no_other_uuid(String uuid) {
        Traces traces = Traces.of(Identifier.of(NUMBER, uuid));

        assertThat(traces.findsIn("key " + uuid + ", see")).isTrue();
        assertThat(traces.findsIn(uuid.toUpperCase(java.util.Locale.ROOT))).isTrue();
        assertThat(traces.hits("2dbe2b36-bbf3-4bee-adea-90cd12ab4abc cafe-bee-adea abcd-abc"))
                .isEmpty();
    }
}

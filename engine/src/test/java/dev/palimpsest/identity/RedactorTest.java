package dev.palimpsest.identity;

import static dev.palimpsest.map.IdentifierKind.ADDRESS;
import static dev.palimpsest.map.IdentifierKind.EMAIL;
import static dev.palimpsest.map.IdentifierKind.NAME;
import static dev.palimpsest.map.IdentifierKind.NUMBER;
import static dev.palimpsest.map.IdentifierKind.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RedactorTest {

    private static final String MARK = "[entfernt]";

    private final Traces anna = Traces.of(
            Identifier.of(NAME, "Anna", "Schmidt"),
            Identifier.of(EMAIL, "anna@example.org"),
            Identifier.of(PHONE, "0151 23456789"),
            Identifier.of(NUMBER, "100234"),
            Identifier.of(ADDRESS, "Hauptstraße 12a", "10115", "Berlin"));
    private final Redactor redactor = new Redactor(anna.fingerprinter);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Frau Anna Schmidt kommt.          | Frau [entfernt] kommt.",
                "(Schmidt, Anna)                   | ([entfernt])",
                "Anna Schmidt (anna@example.org)!  | [entfernt] ([entfernt])!",
                "Anna Schmidt <anna@example.org>   | [entfernt] <[entfernt]>",
                "[Anna (Schmidt)]                  | [[entfernt] ([entfernt])]",
                "Mail <ANNA@example.org>; danke    | Mail <[entfernt]>; danke",
                "Tel. +49 (0)151 23456789!         | Tel. [entfernt]!",
                "Nr. 100234, Betrag 100,23         | Nr. [entfernt], Betrag 100,23",
                "in Hauptstr. 12a, 10115 Berlin.   | in [entfernt].",
                "<b>Anna</b> <i>Schmidt</i> da     | <b>[entfernt]</b> <i>[entfernt]</i> da",
                "anna%40example.org&x=1            | [entfernt]&x=1",
                "Peter Meier, peter@example.net ok | Peter Meier, [entfernt] ok",
                "ruf 030 901820 an                 | ruf [entfernt] an",
                "IBAN DE89 3704 0044 0532 0130 00. | IBAN [entfernt]."
            })
    void strikes_exactly_the_identifier(String text, String expected) {
        assertThat(redactor.redact(text, anna.set, MARK)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Termin am 02.03.2024 um 10:30 Uhr",
                "vom 2024-03-02 bis 2024-03-09 10:15:00",
                "02.03.2024 - 09.03.2024",
                "am 02/03/2024",
                "1.234.567,89 EUR minus 49,90 EUR",
                "Rechnung 20240302001 vom 02.03.24",
                "DE89 3704 0044 0532 0130 01 ist falsch",
                "Zimmer 12, 3. Stock, 15 Personen",
                "user@localhost @home a@b",
                ""
            })
    void leaves_dates_amounts_and_ordinary_text_alone(String text) {
        assertThat(redactor.redact(text, anna.set, MARK)).isNull();
    }

    @Test
    void a_sweep_strikes_only_the_traces_it_is_told_to() {
        String text = "Anna Schmidt und Peter, peter@example.net, anna@example.org";
        assertThat(redactor.sweep(text, anna.set, fingerprint -> true, MARK))
                .isEqualTo("[entfernt] und Peter, peter@example.net, [entfernt]");
        assertThat(redactor.sweep(text, anna.set, fingerprint -> fingerprint.kind() != EMAIL, MARK))
                .isEqualTo("[entfernt] und Peter, peter@example.net, anna@example.org");
        assertThat(redactor.sweep("peter@example.net", anna.set, fingerprint -> true, MARK))
                .isNull();
    }

    @Test
    void strikes_strings_numbers_and_keys_of_json_and_keeps_it_valid() {
        String json = "{\"first\":\"Anna\",\"age\":30,\"last\":\"Schmidt\",\"no\":100234,\"Anna Schmidt\":1,"
                + "\"Schmidt, Anna\":{\"mail\":\"x\\nanna@example.org\\t\\\"y\\\"\"},\"ok\":[1.5e3,true,null]}";
        String redacted = redactor.redactJson(json, anna.set, "\"weg\"");
        assertThat(redacted)
                .isEqualTo("{\"first\":\"\\\"weg\\\"\",\"age\":30,\"last\":\"\\\"weg\\\"\",\"no\":\"\\\"weg\\\"\","
                        + "\"\\\"weg\\\"\":1,\"\\\"weg\\\" 2\":{\"mail\":\"x\\n\\\"weg\\\"\\t\\\"y\\\"\"},"
                        + "\"ok\":[1.5e3,true,null]}");
        assertThat(JsonMapper.shared().readTree(redacted).size()).isEqualTo(7);
        assertThat(redactor.redactJson(redacted, anna.set, "\"weg\"")).isNull();
    }

    @Test
    void strikes_escaped_json_inside_json() {
        String json = "{\"payload\":\"{\\\"name\\\":\\\"Anna Schmidt\\\",\\\"x\\\":1}\"}";
        String redacted = redactor.redactJson(json, anna.set, MARK);
        assertThat(redacted).isEqualTo("{\"payload\":\"{\\\"name\\\":\\\"[entfernt]\\\",\\\"x\\\":1}\"}");
        assertThat(JsonMapper.shared().readTree(redacted).get("payload").asString())
                .contains(MARK);
    }

    @Test
    void json_without_a_trace_stays_as_it_is() {
        assertThat(redactor.redactJson("{\"a\": \"Peter\" , \"b\":2}", anna.set, MARK))
                .isNull();
        assertThat(redactor.redactJson("no json: Anna Schmidt \"", anna.set, MARK))
                .isEqualTo("no json: [entfernt] \"");
    }

    @Test
    void what_only_begins_like_serialised_text_is_struck_to_its_end() {
        assertThat(redactor.redact("s:4:\"note\";100234 ", anna.set, "gelöscht"))
                .isEqualTo("s:4:\"note\";gelöscht ");
    }

    @Test
    void corrects_the_lengths_in_serialised_text() {
        String text = "a:3:{s:5:\"first\";s:4:\"Anna\";s:4:\"last\";s:7:\"Schmidt\";s:2:\"no\";i:100234;}";
        assertThat(redactor.redact(text, anna.set, "gelöscht"))
                .isEqualTo(
                        "a:3:{s:5:\"first\";s:9:\"gelöscht\";s:4:\"last\";s:9:\"gelöscht\";s:2:\"no\";s:9:\"gelöscht\";}");
    }

    @Test
    void strikes_a_surname_alone_only_in_the_subjects_own_text() {
        Fingerprinter fingerprinter = anna.fingerprinter;
        Identifier name = Identifier.of(NAME, "Anna", "von Schmidt");
        TraceSet own = TraceSet.of(fingerprinter.ownFingerprints(name));
        TraceSet usual = TraceSet.of(fingerprinter.fingerprints(name));
        String text = "Frau Schmidt und Herr von Stein";
        assertThat(redactor.redact(text, own, MARK)).isEqualTo("Frau [entfernt] und Herr von Stein");
        assertThat(redactor.redact(text, usual, MARK)).isNull();
    }

    @Test
    void what_comes_together_by_a_stroke_is_struck_as_well() {
        String redacted = redactor.redact("Anna peter@example.net Schmidt", anna.set, "*");
        assertThat(redacted).isNotNull();
        assertThat(anna.hits(redacted)).isEmpty();
    }

    @Test
    void the_mark_is_never_struck() {
        Traces odd = Traces.of(Identifier.of(NAME, "entfernt"), Identifier.of(NAME, "Anna", "entfernt"));
        Redactor redactor = new Redactor(odd.fingerprinter);
        assertThat(redactor.redact("x [entfernt] y", odd.set, MARK)).isNull();
        assertThat(redactor.redact("Anna [entfernt]", odd.set, MARK)).isEqualTo("[entfernt] [entfernt]");
    }
}

package dev.palimpsest.identity;

import static dev.palimpsest.map.IdentifierKind.NAME;
import static dev.palimpsest.map.IdentifierKind.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is struck leaves readable what PHP has serialised and what is JSON, however deep one lies in the other. */
class RewritingTest {

    private static final String MARK = "[…]";

    private final Traces anna = Traces.of(Identifier.of(NAME, "Anna", "Müller"), Identifier.of(NUMBER, "100234"));
    private final Redactor redactor = new Redactor(anna.fingerprinter);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void every_length_of_serialised_texts_within_each_other_is_right(int deep) {
        assertThat(redacted(nested("Frau Anna Müller", deep, StandardCharsets.UTF_8)))
                .isEqualTo(nested("Frau " + MARK, deep, StandardCharsets.UTF_8));
    }

    @Test
    void lengths_are_counted_as_the_application_counts() {
        assertThat(redactor.redact(nested("Frau Anna Müller", 3, StandardCharsets.ISO_8859_1), anna.set, "[weg]"))
                .isEqualTo(nested("Frau [weg]", 3, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                "user|s:12:\"Anna Müller\";cart|a:1:{i:0;i:7;} ^ user|s:5:\"[…]\";cart|a:1:{i:0;i:7;}",
                "no|i:100234;ok|b:1;                          ^ no|s:5:\"[…]\";ok|b:1;",
                "v2:a:1:{s:1:\"n\";s:12:\"Anna Müller\";}     ^ v2:a:1:{s:1:\"n\";s:5:\"[…]\";}",
                "Anna Müller|s:12:\"Anna Müller\";            ^ […]|s:5:\"[…]\";",
                "x s:12:\"Anna Müller\"; y Anna Müller        ^ x s:5:\"[…]\"; y […]",
                "O:4:\"User\":1:{s:1:\"n\";s:12:\"Anna Müller\";} ^ O:4:\"User\":1:{s:1:\"n\";s:5:\"[…]\";}",
                "C:4:\"User\":20:{s:12:\"Anna Müller\";}       ^ C:4:\"User\":12:{s:5:\"[…]\";}",
                "a:3:{i:0;N;i:1;d:1.0E+25;i:2;s:12:\"Anna Müller\";}z ^ a:3:{i:0;N;i:1;d:1.0E+25;i:2;s:5:\"[…]\";}z",
                "i:100234;                                    ^ s:5:\"[…]\";",
                "Wifi:100234; Tel                             ^ Wifi:[…]; Tel",
                "{\"no\":100234,\"n\":\"Anna Müller\"}        ^ {\"no\":\"[…]\",\"n\":\"[…]\"}",
                "a:1:{i:0;s:20:\"{\"n\":\"Anna Müller\"}\";}  ^ a:1:{i:0;s:13:\"{\"n\":\"[…]\"}\";}",
                "[100234] Anna                                ^ [[…]] Anna",
            })
    void strikes_in_sessions_and_behind_prefixes(String text, String expected) {
        assertThat(redacted(text)).isEqualTo(expected);
    }

    @Test
    void what_php_serialised_inside_json_has_right_lengths() {
        String inside = "a:1:{s:1:\"n\";s:12:\"Anna Müller\";}";
        String json = JsonMapper.shared().createObjectNode().put("x", inside).toString();

        String redacted = redactor.redactJson(json, anna.set, MARK);

        assertThat(redactor.redact(json, anna.set, MARK)).isEqualTo(redacted);
        assertThat(JsonMapper.shared().readTree(redacted).get("x").asString())
                .isEqualTo("a:1:{s:1:\"n\";s:5:\"[…]\";}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x=s:12:\\\"Anna Müller\\\";",
                "<i title=\"s:12:&quot;Anna Müller&quot;;\">",
                "a%3A1%3A%7Bi%3A0%3Bs%3A12%3A%22Anna+M%C3%BCller%22%3B%7D"
            })
    void a_text_whose_lengths_cannot_be_set_right_stays(String text) {
        assertThat(anna.hits(text)).isNotEmpty();
        assertThat(redacted(text)).isNull();
    }

    @Test
    void what_is_cut_off_is_struck_like_any_text() {
        assertThat(redacted("a:2:{s:1:\"n\";s:12:\"Anna Müller\";s:30:\"Köl"))
                .isEqualTo("a:2:{s:1:\"n\";s:5:\"[…]\";s:30:\"Köl");
    }

    private @Nullable String redacted(String text) {
        return redactor.redact(text, anna.set, MARK);
    }

    private static String nested(String name, int deep, Charset charset) {
        String text = name;
        for (int i = 0; i < deep; i++) {
            text = "a:2:{s:4:\"ñame\";s:N:\"V\";s:2:\"id\";i:7;}"
                    .replace("s:4", "s:" + "ñame".getBytes(charset).length)
                    .replace("N", String.valueOf(text.getBytes(charset).length))
                    .replace("V", text);
        }
        return text;
    }
}

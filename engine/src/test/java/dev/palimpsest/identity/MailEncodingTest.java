package dev.palimpsest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.map.IdentifierKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoded words of mail headers (RFC 2047), and mails in quoted-printable (RFC 2045). */
final class MailEncodingTest {
    private static final Identifier RENE = Identifier.of(IdentifierKind.NAME, "René", "Müller");
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?[\\w.-]+\\?([qQbB])\\?([!->@-~]*)\\?=");

    private static String swept(String text) {
        Traces traces = Traces.of(RENE);
        String swept = new Redactor(traces.fingerprinter).sweep(text, traces.set, found -> !found.weak(), "[…]");
        return swept == null ? text : swept;
    }

    private static String base64(String text, Charset charset) {
        return "=?" + charset.name().toLowerCase(Locale.ROOT) + "?B?"
                + Base64.getEncoder().encodeToString(text.getBytes(charset)) + "?=";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "From: =?UTF-8?Q?Ren=C3=A9_M=C3=BCller?= <a@b.example> | From: […] <a@b.example>",
                "From: =?iso-8859-1?q?M=FCller=2C_Ren=E9?= <a@b.example> | From: […] <a@b.example>",
                "From: =?UTF-8?B?UmVuw6kgTcO8bGxlcg==?= <a@b.example> | From: […] <a@b.example>",
                "From: =?utf-8*de?Q?Ren=C3=A9_M=C3=BCller?= | From: […]",
                "From: =?UTF-8?Q?Ren=C3=A9?= =?UTF-8?Q?_M=C3=BCller?= | From: […]",
                "From: =?UTF-8?Q?Ren=C3?= =?UTF-8?Q?=A9_M=C3=BCller?= | From: […]",
                "From: =?UTF-8?Q?Ren=C3=A9_M=C3=BC?= =?UTF-8?B?bGxlcg==?= | From: […]",
                "From: =?UTF-8?Q?Ren=C3=A9?= Mueller | From: […]",
                "From: Rene =?UTF-8?Q?M=C3=BCller?= (x) | From: […] (x)",
                "{\"from\":\"=?UTF-8?Q?Ren=C3=A9_M=C3=BCller?= <a@b.example>\"} | {\"from\":\"[…] <a@b.example>\"}",
                "{\"from\":\"=?UTF-8?Q?Ren=C3=A9_M?=\\r\\n =?UTF-8?Q?=C3=BCller?=\"} | {\"from\":\"[…]\"}",
                "s:35:\"=?UTF-8?Q?Ren=C3=A9_M=C3=BCller?= x\"; | s:7:\"[…] x\";"
            })
    void what_is_nothing_but_the_name_goes_as_a_whole(String text, String struck) {
        assertThat(swept(text)).isEqualTo(struck);
    }

    /** One reader reads all texts. */
    @Test
    void what_was_quoted_in_an_earlier_text_says_nothing_of_a_later_one() {
        Traces traces = Traces.of(Identifier.of(IdentifierKind.NAME, "Berlin"));
        assertThat(traces.findsIn("M=C3=BCller, J=FCrgen=\nx")).isFalse();

        assertThat(traces.findsIn("Berlin=FC=?UTF-8?Q?Anna_Sch?=")).isTrue();
    }

    @Test
    void a_folded_header_is_read_over_its_lines() {
        assertThat(swept("Subject: =?UTF-8?Q?Ren=C3=A9_M=C3?=\r\n =?UTF-8?Q?=BCller?=\r\nDate: x"))
                .isEqualTo("Subject: […]\r\nDate: x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?UTF-8?Q?Anruf_von_Ren=C3=A9_M=C3=BCller,_bitte?= | =?UTF-8?Q?Anruf_von_=5B=E2=80=A6=5D,_bitte?=",
                "=?iso-8859-1?Q?f=FCr_Ren=E9_M=FCller?= | =?UTF-8?Q?f=C3=BCr_=5B=E2=80=A6=5D?=",
                "=?UTF-8?Q?Gru=C3=9F_Ren=C3=A9?= Müller, Berlin | =?UTF-8?Q?Gru=C3=9F_=5B=E2=80=A6=5D?= […], Berlin",
                "{\"a\":\"=?UTF-8?Q?von_Ren=C3=A9_M=C3=BCller?=\"} | {\"a\":\"=?UTF-8?Q?von_=5B=E2=80=A6=5D?=\"}"
            })
    void what_stands_beside_the_name_stays_and_is_encoded_anew(String text, String struck) {
        assertThat(swept(text)).isEqualTo(struck);
    }

    @Test
    void a_mark_of_plain_letters_stays_in_the_encoding_it_was_in() {
        Traces traces = Traces.of(RENE);

        assertThat(new Redactor(traces.fingerprinter)
                        .sweep("=?iso-8859-1?Q?f=FCr_Ren=E9_M=FCller?=", traces.set, found -> true, "xxx"))
                .isEqualTo("=?iso-8859-1?Q?f=FCr_xxx?=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "UTF-8", "Shift_JIS"})
    void base64_is_read_whatever_its_alphabet(String charset) {
        String text = charset.equals("Shift_JIS") ? "Bitte Rene Muller" : "Bitte René Müller zurückrufen";

        assertThat(Traces.of(RENE).findsIn(base64(text, Charset.forName(charset))))
                .isTrue();
        assertThat(decoded(swept(base64(text, Charset.forName(charset))), Charset.forName(charset)))
                .isEqualTo(charset.equals("Shift_JIS") ? "Bitte […]" : "Bitte […] zurückrufen");
    }

    @Test
    void a_name_in_japanese_is_found_in_its_own_encoding() {
        Traces traces = Traces.of(Identifier.of(IdentifierKind.NAME, "太郎", "佐藤"));

        assertThat(traces.findsIn(base64("佐藤太郎", Charset.forName("ISO-2022-JP"))))
                .isTrue();
        assertThat(traces.findsIn(base64("佐藤太郎", Charset.forName("Shift_JIS")))).isTrue();
    }

    @Test
    void an_address_in_it_is_struck_of_ones_own_texts() {
        Traces traces = Traces.of(RENE);

        assertThat(new Redactor(traces.fingerprinter)
                        .redact("=?UTF-8?Q?an_rene=40mail.example_gesandt?=", TraceSet.empty(), "xxx"))
                .isEqualTo("=?UTF-8?Q?an_xxx_gesandt?=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?UTF-8?Q?Ren=C3=A9_Meier?=",
                "=?nothing?Q?Ren=C3=A9_M=C3=BCller?=",
                "=?UTF-8?X?Ren=C3=A9?=",
                "=?UTF-8?B?%%%?=",
                "=?=?=?UTF-8?Q?",
                "a =? b ?= c"
            })
    void what_is_no_encoded_name_stays(String text) {
        assertThat(swept(text)).isEqualTo(text);
    }

    /** Every way to cut a header into encoded words; what is left is well-formed, and holds no name. */
    @Test
    void whatever_the_cuts_nothing_is_broken() {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            String before = random.nextBoolean() ? "Grüße von " : "";
            String behind = random.nextBoolean() ? ", Köln" : "";
            String header = encoded(before + "René Müller" + behind, random);
            String swept = swept("From: " + header + " <a@b.example>");

            String rest = decoded(swept.substring(6, swept.length() - 14));
            assertThat(rest).as(header).isEqualTo(before + "[…]" + behind);
        }
    }

    private static String encoded(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder words = new StringBuilder();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(14));
            byte[] piece = java.util.Arrays.copyOfRange(bytes, from, to);
            words.append(words.isEmpty() ? "" : random.nextBoolean() ? " " : "\r\n ");
            if (random.nextBoolean()) {
                words.append("=?UTF-8?B?").append(Base64.getEncoder().encodeToString(piece));
            } else {
                words.append("=?utf-8?q?");
                for (byte each : piece) {
                    boolean plain = each >= 'a' && each <= 'z' && random.nextInt(5) > 0;
                    words.append(each == ' ' ? "_" : plain ? "" + (char) each : String.format("=%02X", each & 0xFF));
                }
            }
            words.append("?=");
            from = to;
        }
        return words.toString();
    }

    /** As a mail program shows it; fails on what it could not read. */
    private static String decoded(String header) {
        return decoded(header, StandardCharsets.UTF_8);
    }

    private static String decoded(String header, Charset charset) {
        StringBuilder decoded = new StringBuilder();
        var words = ENCODED_WORD.matcher(header);
        int at = 0;
        while (words.find()) {
            String between = header.substring(at, words.start());
            decoded.append(at > 0 && between.isBlank() ? "" : between);
            assertThat(words.end() - words.start()).isLessThanOrEqualTo(75);
            decoded.append(new String(
                    words.group(1).equalsIgnoreCase("B")
                            ? Base64.getDecoder().decode(words.group(2))
                            : quoted(words.group(2)),
                    charset));
            at = words.end();
        }
        String rest = decoded.append(header.substring(at)).toString();
        assertThat(rest).doesNotContain("=?", "?=", "\uFFFD");
        return rest;
    }

    private static byte[] quoted(String text) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '=') {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(text.charAt(i) == '_' ? ' ' : text.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    // quoted-printable

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Gruss, Ren=C3=A9 M=C3=BCller~Tel. | Gruss, […]~Tel.",
                "Gruss, Ren=E9 M=FCller~Tel. | Gruss, […]~Tel.",
                "Ren=C3=A9 M=C3=BCl=~ler kam | […] kam",
                "Ren=C3=A9=20=~M=C3=BCller kam | […] kam",
                "Ren=C3=A9 M=C3=~=BCller kam | […] kam"
            })
    void quoted_printable_is_read_over_soft_line_breaks(String text, String struck) {
        assertThat(swept(text.replace('~', '\n'))).isEqualTo(struck.replace('~', '\n'));
        assertThat(swept(text.replace("~", "\r\n"))).isEqualTo(struck.replace("~", "\r\n"));
    }

    /** Of plain letters nobody knows whether a line goes on: what is cut there may be half of anything. */
    @Test
    void what_ends_at_a_soft_line_break_is_possible() {
        Traces traces = Traces.of(Identifier.of(IdentifierKind.NAME, "Wouter", "Dijkstra"));
        String text =
                "Ieri ha chiamato Auf der Heide 157a, 11033 Ulm & Lotte Dijkstra wouter.bakk=\ner5091@mail.example";

        assertThat(traces.hits("Subject: x\n\n" + text + " per"))
                .isNotEmpty()
                .allMatch(hit -> hit.fingerprint().weak());
    }

    @Test
    void what_begins_behind_an_equals_sign_that_ends_a_line_is_possible() {
        assertThat(Traces.of(RENE).hits("name=\nRené Müller"))
                .hasSize(1)
                .allMatch(hit -> hit.fingerprint().weak());
        assertThat(Traces.of(RENE).hits("name = \nRené Müller"))
                .hasSize(1)
                .noneMatch(hit -> hit.fingerprint().weak());
    }

    @Test
    void an_address_over_two_encoded_words_goes_as_one() {
        Traces traces = Traces.of(Identifier.of(IdentifierKind.EMAIL, "rene1667@mail.example"));

        assertThat(new Redactor(traces.fingerprinter)
                        .sweep(
                                "=?UTF-8?Q?an_rene1667?=\n =?UTF-8?Q?=40mail=2Eexample!?=",
                                traces.set,
                                found -> true,
                                "xxx"))
                .isEqualTo("=?UTF-8?Q?an_xxx!?=");
    }

    /** An assignment is no escape. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "first=René&last=Müller",
                "name=DErika René Müller",
                "color=FF0000 René Müller",
                "tel=30, René Müller"
            })
    void an_equals_sign_is_no_escape_by_itself(String text) {
        assertThat(swept(text)).contains("=").doesNotContain("Müller");
        assertThat(Traces.of(Identifier.of(IdentifierKind.PHONE, "0171 5550917"))
                        .findsIn("tel=01715550917"))
                .isTrue();
    }
}

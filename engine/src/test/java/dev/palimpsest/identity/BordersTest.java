package dev.palimpsest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.map.IdentifierKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts that are longer than what is read at a time: every form of writing is found and struck wherever a border lies in it. */
final class BordersTest {
    private static final Identifier NAME = Identifier.of(IdentifierKind.NAME, "René", "Müller");
    private static final Identifier EMAIL = Identifier.of(IdentifierKind.EMAIL, "rene.mueller@mail.example");

    /** Where nothing else says that it is quoted-printable, a letter stands at the other end of the text. */
    private static final String QUOTED_LETTER = "Gr=C3=BC=C3=9Fe ";

    /** A way of writing: a mention, and a text around it that is written so. */
    private enum Form {
        PLAIN("René Müller", "ab ", " ab"),
        PLAIN_EMAIL("rene.mueller@mail.example", "ab ", " ab"),
        ENTITY("Ren&eacute; M&uuml;ller", "<p>ab</p> ", " <p>ab</p>"),
        NUMBERED("Ren&#233; M&#xFC;ller", "ab ", " ab"),
        TAGGED("<b>Ren&eacute;</b> <i class=\"x\">M&uuml;l</i>ler", "ab ", " ab"),
        PERCENT("Ren%C3%A9%20M%C3%BCller", "ab ", " ab"),
        FORM("name=Ren%C3%A9+M%C3%BCller&x=y", "a=b&", "&a=b"),
        JSON("\"Ren\\u00e9 M\\u00fcller\"", "\"ab\",", ",\"ab\""),
        JSON_TWICE("\"{\\\"n\\\":\\\"Ren\\\\u00e9 M\\\\u00fcller\\\"}\"", "\"ab\",", ",\"ab\""),
        QUOTED("Ren=C3=A9 M=C3=BCller", "Gr=C3=BC=C3=9Fe ", " ab"),
        QUOTED_SOFT("Ren=C3=A9 M=C3=BCl=\r\nler", "Gr=C3=BC=C3=9Fe ", " ab"),
        QUOTED_SOFT_ASCII("Ren=C3=\r\n=A9 M=\r\n=C3=BCller", "Gr=C3=BC=C3=9Fe ", " ab"),
        QUOTED_SOFT_EMAIL("rene.muel=\r\nler@mail.example", "Gr=C3=BC=C3=9Fe ", " ab"),
        SOFT_RARE("rene.muel=\r\nler@mail.example", "ab ", " ab", "Gr=C3=BC=C3=9Fe "),
        SOFT_RARE_BEHIND("rene.muel=\r\nler@mail.example", "ab ", " ab", "", " Gr=C3=BC=C3=9Fe"),
        SOFT_RARE_UNIX("rene.muel=\nler@mail.example", "ab ", " ab", "Gr=C3=BC=C3=9Fe "),
        ENCODED_Q("=?UTF-8?Q?Ren=C3=A9_M=C3=BCller?=", "ab ", " ab"),
        ENCODED_FOLDED("=?UTF-8?Q?Herr_Ren=C3?=\r\n =?UTF-8?Q?=A9_M=C3=BCller?=", "ab ", " ab"),
        ENCODED_FOLDED_LONG(
                "=?UTF-8?B?" + base64("x ".repeat(24) + "René ") + "?=\r\n =?UTF-8?B?"
                        + base64("Müller " + "x ".repeat(24)) + "?=",
                "ab ",
                " ab"),
        ENCODED_B("=?UTF-8?B?" + base64("Anruf René Müller heute") + "?=", "ab ", " ab"),
        SERIALISED("a:1:{s:1:\"n\";s:13:\"René Müller\";}", "ab ", " ab"),
        SERIALISED_EMAIL("a:1:{s:1:\"n\";s:25:\"rene.mueller@mail.example\";}", "ab ", " ab");

        private final String mention;
        private final String before;
        private final String behind;
        private final String first;
        private final String last;

        Form(String mention, String before, String behind) {
            this(mention, before, behind, "", "");
        }

        Form(String mention, String before, String behind, String first) {
            this(mention, before, behind, first, "");
        }

        Form(String mention, String before, String behind, String first, String last) {
            this.mention = mention;
            this.before = before;
            this.behind = behind;
            this.first = first;
            this.last = last;
        }

        private static String base64(String text) {
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        /** A text in which the mention begins at this place, or as near as the filling allows behind it. */
        String at(int place) {
            StringBuilder text = new StringBuilder(isJson() ? "[" : first);
            int shift = (place - text.length()) % before.length();
            text.append(isJson() ? " ".repeat(shift) : "x".repeat(shift));
            while (text.length() < place) {
                text.append(before);
            }
            text.append(mention);
            text.append(behind.repeat(Scanner.BLOCK / 4 / behind.length())).append(last);
            return text.append(isJson() ? "]" : "").toString();
        }

        private boolean isJson() {
            return name().startsWith("JSON");
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_found_and_struck_wherever_a_border_lies_in_it(Form form) {
        Traces traces = Traces.of(NAME, EMAIL);
        Redactor redactor = new Redactor(traces.fingerprinter);
        List<Integer> missed = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (int place = Scanner.BLOCK - form.mention.length() - 40; place <= Scanner.BLOCK + 20; place++) {
            String text = form.at(place);
            if (!isFound(traces, text)) {
                missed.add(place - Scanner.BLOCK);
            }
            String struck = redactor.sweep(
                    form.isJson() ? TextForm.JSON : TextForm.PLAIN, text, traces.set, found -> !found.weak(), "[…]");
            if (struck == null || isFound(traces, struck) || !struck.endsWith(text.substring(text.length() - 4_000))) {
                left.add(place - Scanner.BLOCK);
            }
        }
        assertThat(missed).as("missed").isEmpty();
        assertThat(left).as("left").isEmpty();
    }

    private static boolean isFound(Traces traces, String text) {
        return traces.hits(text).stream().anyMatch(hit -> !hit.fingerprint().weak());
    }
}

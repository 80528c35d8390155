package dev.palimpsest.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.trace.Mentions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MentionsTextTest {
    private static List<String> printed(@Nullable Mentions mentions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MentionsText.print(Terminal.plain(out, out), mentions);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void what_was_not_searched_is_said_where_the_reader_looks() {
        assertThat(String.join(" ", printed(null))).contains("Not searched (--no-mentions)", "is not known");
    }

    @Test
    void where_nobody_is_mentioned_it_says_how_much_was_read() {
        assertThat(printed(new Mentions(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Mentions.OfOthers("staff", IdentifierKind.NAME, 2)),
                        List.of(),
                        3,
                        1_200,
                        List.of("mail: no right to read it"))))
                .contains("  None found, in 1,200 rows of 3 tables.", "  Not read: mail: no right to read it.")
                .anyMatch(line -> line.contains("2 identifiers (name) of these people are somebody's in staff, too"));
    }

    @Test
    void of_a_long_text_the_part_is_shown_in_which_something_is_struck() {
        String text =
                "The whole of a long letter about nothing much, and at its end the name of Emil Gruber stands, and"
                        + " more of it";
        Mentions mentions = new Mentions(
                List.of(new Mentions.Struck("letter", "body", 1, Map.of(IdentifierKind.NAME, 1L))),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Mentions.Sample("letter", "7", "body", text, text.replace("Emil Gruber", "[…]"))),
                1,
                9,
                List.of());

        assertThat(printed(mentions))
                .contains("  The sweep would strike 1 cell in the rows of others; looked in 9 rows of 1 table.")
                .contains("    letter.body  1  name 1")
                .anySatisfy(line -> assertThat(line).contains("letter 7", "Emil Gruber", "the name of […] stands"));
    }

    @Test
    void rows_that_look_like_theirs_are_told_with_what_becomes_of_them_and_what_to_do() {
        Mentions mentions = new Mentions(
                List.of(),
                List.of(
                        new Mentions.Alike(
                                "contact", List.of("first", "last"), IdentifierKind.NAME, 2, false, List.of("1", "9")),
                        new Mentions.Alike("mail", List.of("to"), IdentifierKind.EMAIL, 1, true, List.of("4"))),
                List.of(new Mentions.Left("memo", "words", IdentifierKind.PHONE, 3)),
                List.of(),
                List.of(),
                2,
                9,
                List.of());

        List<String> printed = printed(mentions);

        assertThat(printed)
                .contains(
                        "  contact.first, last  2  name   stays                such as 1; 9",
                        "  mail.to              1  email  struck by the sweep  such as 4",
                        "  memo.words  3  phone");
        assertThat(String.join(" ", printed)).contains("'treatment'", "'via'", "'others'", "{redact: anywhere}");
    }
}

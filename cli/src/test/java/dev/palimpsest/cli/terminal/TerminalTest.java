package dev.palimpsest.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.watch.Phase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TerminalTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = Terminal.colourful(out, err);

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void our_own_colours_are_shown_and_those_in_a_name_are_not() {
        terminal.out().println(terminal.bold("An\u001b[31mna\ufdd0") + " done");

        assertThat(out()).isEqualTo("\u001b[1mAn\\u001b[31mna\\ufdd0\u001b[0m done" + System.lineSeparator());
    }

    @Test
    void whatever_is_printed_is_one_line() {
        terminal.out().print("a\nb");
        terminal.out().print((Object) "\r");
        terminal.out().print('\n');
        terminal.out().append("\u202e");
        terminal.out().println((Object) "c\u2028");

        assertThat(out()).isEqualTo("a\\nb\\r\\n\\u202ec\\u2028" + System.lineSeparator());
    }

    @Test
    void documents_for_machines_pass_as_they_are() {
        terminal.out().writeBytes("a\n\u001b".getBytes(StandardCharsets.UTF_8));

        assertThat(out()).isEqualTo("a\n\u001b");
    }

    @Test
    void columns_stand_below_each_other_whatever_is_in_them() {
        new TextTable("lr")
                .row("Zoe\u0308", "1")
                .row(terminal.bold("你好"), "2")
                .row("a\tb\u001b", "3")
                .row("\ufdd0", "4")
                .print(terminal.out(), "");

        assertThat(out().lines())
                .containsExactly(
                        "Zoe\u0308         1", "\u001b[1m你好\u001b[0m        2", "a\\tb\\u001b  3", "\\ufdd0      4");
    }

    @Test
    void progress_that_was_taken_away_is_shown_again_with_the_next_verb() {
        Progress progress = Progress.on(terminal);
        progress.doing("Judging");
        progress.close();
        terminal.watch().at(Phase.SWEEP, 1, 4);
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("Sweeping");

        progress.doing("Reading");
        terminal.watch().at(Phase.SWEEP, 1, 4);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains(" 25 %  Sweeping tables, 1 of 4");
    }

    @Test
    void a_line_is_written_again_in_place_and_taken_away() {
        terminal.rewrite("Sweeping a\nlong table");
        terminal.rewrite("Short");
        terminal.rewrite("");
        terminal.rewrite("");

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("\rSweeping a\\nlong table\rShort" + " ".repeat(17) + "\r" + " ".repeat(5) + "\r");
    }
}

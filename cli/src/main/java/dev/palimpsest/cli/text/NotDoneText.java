package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.NotDoneLine;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import java.util.List;

/** Names those who were not treated or changed by their keys. */
final class NotDoneText {
    private static final int SHOWN = 20;

    private NotDoneText() {}

    static void print(Terminal terminal, String title, List<NotDoneLine> people) {
        if (people.isEmpty()) {
            return;
        }
        terminal.heading(title);
        TextTable table = new TextTable("lll");
        people.stream().limit(SHOWN).forEach(each -> table.row(each.key(), each.outcome(), each.reason()));
        table.print(terminal.out(), "  ");
        if (people.size() > SHOWN) {
            terminal.out().println("  and " + grouped(people.size() - SHOWN) + " more; --format json names them all");
        }
    }
}

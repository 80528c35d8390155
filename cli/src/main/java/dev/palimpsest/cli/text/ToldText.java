package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.ledger.Told;
import java.util.List;

/** Tells people how far other systems were told. */
final class ToldText {
    private ToldText() {}

    static void print(Terminal terminal, String indent, List<Told> told) {
        told.forEach(each -> {
            String failure = each.lastError() == null ? "" : " (" + each.lastError() + ")";
            terminal.paragraph(
                    indent,
                    "Hook " + each.hook() + ": " + grouped(each.confirmed()) + " of " + grouped(each.keys())
                            + " confirmed"
                            + (each.allConfirmed() ? "." : failure + ". Mend it, then tell it again with 'resume'."));
        });
    }
}

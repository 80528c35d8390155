package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.ActDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import java.util.List;
import java.util.Map;

/** Tells people of deactivating, archiving and restoring. */
public final class ActText {
    private static final int KEYS_SHOWN = 20;

    private ActText() {}

    public static void print(Terminal terminal, ActDocument act) {
        String participle = act.act() + "d";
        if (act.confirmed()) {
            terminal.out()
                    .println(terminal.bold(counted(act.done(), "subject", "subjects") + " " + participle) + ", "
                            + grouped(act.skipped()) + " skipped, " + grouped(act.failed()) + " failed.");
            counts(terminal, "Skipped because of", act.reasons());
            counts(terminal, "Failed with", act.failures());
            NotDoneText.print(terminal, "Who was not changed", act.notChanged());
            counts(terminal, "Not among them, because of", act.refused());
        } else {
            terminal.out()
                    .println(terminal.bold(counted(act.subjects(), "subject", "subjects") + " would be " + participle)
                            + ". Nothing was changed.");
            counts(terminal, "Not among them, because of", act.refused());
        }
        unknown(terminal, act.unknownKeys());
    }

    /** Keys that nobody bears. */
    public static void unknown(Terminal terminal, List<String> keys) {
        if (!keys.isEmpty()) {
            String more = keys.size() > KEYS_SHOWN ? " and " + (keys.size() - KEYS_SHOWN) + " more" : "";
            terminal.paragraph(
                    "",
                    "Nobody has the " + (keys.size() == 1 ? "key " : "keys ")
                            + String.join(", ", keys.subList(0, Math.min(KEYS_SHOWN, keys.size()))) + more + ".");
        }
    }

    static void counts(Terminal terminal, String title, Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        terminal.heading(title);
        TextTable table = new TextTable("lr");
        counts.forEach((reason, count) -> table.row(reason, grouped(count)));
        table.print(terminal.out(), "  ");
    }
}

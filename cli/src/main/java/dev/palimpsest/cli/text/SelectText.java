package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.SelectDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells people of saved selections. */
public final class SelectText {
    private SelectText() {}

    public static void print(Terminal terminal, SelectDocument select) {
        if (select.selections().isEmpty()) {
            terminal.out().println("No selection is saved.");
        }
        TextTable table = new TextTable("lll");
        for (SelectDocument.SelectionLine line : select.selections()) {
            table.row(line.name(), whom(line), "saved by " + line.savedBy() + " on " + day(line));
        }
        table.print(terminal.out(), "");
        for (SelectDocument.SelectionLine line : select.selections()) {
            Long eligible = line.eligible();
            Map<String, Long> refused = line.refused();
            if (eligible != null && refused != null) {
                terminal.out()
                        .println(grouped(eligible) + " of them may be anonymised now. A preview freezes the list.");
                ActText.counts(terminal, "Not among them, because of", refused);
            }
        }
        ActText.unknown(terminal, select.unknownKeys());
    }

    private static String day(SelectDocument.SelectionLine line) {
        return line.savedAt().substring(0, 10);
    }

    /** The filters in words. */
    private static String whom(SelectDocument.SelectionLine line) {
        List<String> words = new ArrayList<>();
        if (line.byKeys()) {
            words.add(counted(line.keys(), "key", "keys"));
        }
        add(words, "kind ", line.kinds());
        add(words, "verdict ", line.verdicts());
        add(words, "blocker ", line.blockers());
        if (line.inactiveFor() != null) {
            words.add("inactive for " + line.inactiveFor());
        }
        add(words, "by ", line.activities());
        if (line.withArchived()) {
            words.add("with archived");
        }
        if (line.limit() > 0) {
            words.add("at most " + line.limit());
        }
        return words.isEmpty() ? "everybody who may go" : String.join("; ", words);
    }

    private static void add(List<String> words, String what, List<String> values) {
        if (!values.isEmpty()) {
            words.add(what + String.join(" or ", values));
        }
    }
}

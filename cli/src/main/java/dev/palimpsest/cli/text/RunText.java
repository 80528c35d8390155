package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.RunDocument;
import dev.palimpsest.cli.terminal.Numbers;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import dev.palimpsest.proof.KeptUntil;
import java.util.Map;

/** Tells people what a run came to. */
public final class RunText {
    private static final int COUNTS_SHOWN = 8;

    private RunText() {}

    public static void print(Terminal terminal, RunDocument run) {
        terminal.out()
                .println(terminal.bold("Run " + run.run()) + Names.inBrackets(run.name()) + ": of "
                        + counted(run.subjects(), "subject", "subjects") + ", " + grouped(run.done()) + " done, "
                        + grouped(run.skipped()) + " skipped, " + grouped(run.failed()) + " failed; "
                        + counted(run.rows(), "row", "rows") + " treated in " + Numbers.seconds(run.elapsedSeconds())
                        + ".");
        if (run.again() > 0) {
            terminal.out()
                    .println(
                            "Treated again, as the mended map says: " + counted(run.again(), "person", "people") + ".");
        }
        done(terminal, run);
        if (run.removed() > 0) {
            terminal.out().println("Of " + counted(run.removed(), "person", "people") + " the own row is gone.");
        }
        counts(terminal, "Rows that lead to the anonymous profile now, by table", Places.plain(run.reassigned()));
        counts(terminal, "Skipped because of", run.reasons());
        counts(terminal, "Failed with", run.failures());
        NotDoneText.print(terminal, "Who was not treated", run.notTreated());
        counts(terminal, "Struck in texts of other records, by column", Places.plain(run.swept()));
        ToldText.print(terminal, "", run.told());
        FilesText.print(terminal, "", run.files());
        run.notCleared().forEach(left -> terminal.out().println("Not cleared: " + left));
        run.warnings().forEach(warning -> terminal.paragraph("", "Warning: " + warning));
    }

    /** Somebody whose invoices still bear the name is not called anonymised. */
    private static void done(Terminal terminal, RunDocument run) {
        if (run.keptUntil().isEmpty()) {
            return;
        }
        TextTable table = new TextTable("lr");
        table.row("anonymised", grouped(run.anonymised()));
        KeptUntil.inShort(run.keptUntil())
                .forEach((end, subjects) -> table.row("records kept until " + end, grouped(subjects)));
        table.print(terminal.out(), "  ");
    }

    private static void counts(Terminal terminal, String title, Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        terminal.out().println(title);
        TextTable table = new TextTable("lr");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(COUNTS_SHOWN)
                .forEach(entry -> table.row(entry.getKey(), grouped(entry.getValue())));
        long others = counts.values().stream()
                .mapToLong(Long::longValue)
                .sorted()
                .limit(Math.max(0, counts.size() - COUNTS_SHOWN))
                .sum();
        if (others > 0) {
            table.row("in " + (counts.size() - COUNTS_SHOWN) + " more", grouped(others));
        }
        table.print(terminal.out(), "  ");
    }
}

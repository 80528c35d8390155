package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import dev.palimpsest.export.ExportResult;

/** Tells people what an export came to. */
public final class ExportText {
    private ExportText() {}

    public static void print(Terminal terminal, ExportResult result) {
        terminal.out().println("Exported " + summary(result) + ".");
        TextTable table = new TextTable("lr");
        result.tables().forEach((name, rows) -> table.row(name, grouped(rows)));
        table.print(terminal.out(), "  ");
        if (!result.complete()) {
            terminal.out()
                    .println("This may not be everything: row-level security may have hidden rows of "
                            + String.join(", ", result.hidden())
                            + " from the database user. Every file says so; 'check'"
                            + " says what the user needs.");
        }
        terminal.out()
                .println("These files hold personal data: only you can read them. Delete them when they have served.");
    }

    /** {@code 3 people, 57 rows: 6 files in DIRECTORY}. */
    public static String summary(ExportResult result) {
        return counted(result.people(), "person", "people") + ", " + counted(result.rows(), "row", "rows") + ": "
                + counted(result.files(), "file", "files") + " in " + result.directory();
    }
}

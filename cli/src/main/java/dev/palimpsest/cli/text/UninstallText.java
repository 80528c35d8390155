package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.UninstallDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;

/** Tells people what goes with Palimpsest's own tables. */
public final class UninstallText {
    private UninstallText() {}

    public static void print(Terminal terminal, UninstallDocument uninstall) {
        if (uninstall.tables().isEmpty()) {
            terminal.paragraph("", "Palimpsest has no tables of its own in " + uninstall.database() + ".");
            return;
        }
        int tables = uninstall.tables().size();
        terminal.paragraph(
                "",
                terminal.bold(counted(tables, "table", "tables") + (uninstall.dropped() ? " dropped" : " would go"))
                        + " from " + uninstall.database() + (uninstall.dropped() ? "." : ". Nothing was changed."));
        TextTable table = new TextTable("lr");
        Places.plain(uninstall.tables()).forEach((name, rows) -> table.row(name, grouped(rows)));
        table.print(terminal.out(), "  ");
        losses(terminal, uninstall);
        remains(terminal, uninstall);
    }

    private static void losses(Terminal terminal, UninstallDocument uninstall) {
        terminal.heading(uninstall.dropped() ? "What is lost" : "What would be lost");
        uninstall
                .losses()
                .forEach((loss, count) -> terminal.paragraph(
                        "  ",
                        terminal.red("!") + " "
                                + switch (loss) {
                                    case "legal-holds" ->
                                        counted(count, "legal hold", "legal holds")
                                                + ": nothing keeps these people from being anonymised any more";
                                    case "unproved-runs" ->
                                        counted(count, "run is", "runs are") + " not proved ("
                                                + String.join(", ", uninstall.unprovedRuns())
                                                + ") and can never be proved or resumed";
                                    default ->
                                        counted(count, "person", "people")
                                                + " whom other systems have not confirmed to have forgotten";
                                }));
        if (uninstall.treated() > 0) {
            terminal.paragraph(
                    "  ",
                    "That " + counted(uninstall.treated(), "person was", "people were")
                            + " anonymised, and until when their records are kept: they stay anonymised, but a survey takes"
                            + " them for ordinary people");
        }
        if (uninstall.merges() > 0) {
            terminal.paragraph("  ", "The record of " + counted(uninstall.merges(), "merge", "merges"));
        }
        if (uninstall.selections() > 0) {
            terminal.paragraph("  ", counted(uninstall.selections(), "saved selection", "saved selections"));
        }
        terminal.paragraph("  ", "Which previews were executed already: throw their files away");
        if (uninstall.subjectTables().size() > 1) {
            terminal.paragraph(
                    "  ",
                    "They are shared: they speak of the people of " + String.join(", ", uninstall.subjectTables()));
        }
    }

    private static void remains(Terminal terminal, UninstallDocument uninstall) {
        terminal.heading(uninstall.dropped() ? "What remains" : "What would remain");
        terminal.paragraph("  ", "Everything that was done to people");
        if (uninstall.home() == null) {
            return;
        }
        terminal.paragraph(
                "  ",
                counted(uninstall.reports(), "report", "reports") + " and "
                        + counted(uninstall.keys(), "key", "keys") + " of runs in the home"
                        + (uninstall.keys() > 0 ? "; a key is of use only with a backup of the tables" : ""));
        terminal.out().println("    " + uninstall.home());
    }
}

package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;

import dev.palimpsest.cli.document.CheckDocument;
import dev.palimpsest.cli.terminal.Terminal;
import java.io.PrintStream;

/** Tells people what a check found. */
public final class CheckText {
    private CheckText() {}

    public static void print(Terminal terminal, CheckDocument check) {
        var out = terminal.out();
        out.println("The map '" + check.map() + "' fits the database: " + counted(check.tables(), "table", "tables")
                + " with " + counted(check.columns(), "column", "columns") + " decided, "
                + counted(check.activities(), "activity", "activities") + ", "
                + counted(check.blockers(), "blocker", "blockers") + ".");
        check.warnings().forEach(warning -> terminal.paragraph("", "Warning: " + warning));
        suggestions(terminal, check);
        if (!check.migration().isEmpty()) {
            terminal.paragraph(
                    "",
                    "Palimpsest's own tables are of version " + check.ownTables() + ", this programme needs version "
                            + check.ownTablesNeeded()
                            + ". The first verb that needs them brings them up. Where its user"
                            + " may not alter them, have the administrator of the database run:");
            check.migration().forEach(statement -> out.println("  " + statement + ";"));
        }
        if (check.ready()) {
            out.println(terminal.green("Ready.") + " The database user has every right that is needed"
                    + (check.missingRightsToMerge().isEmpty() ? "." : ", but for 'merge'."));
            toMerge(out, check);
            return;
        }
        out.println(terminal.red("Not ready."));
        check.databaseFindings().forEach(finding -> terminal.paragraph("", finding));
        if (!check.databaseFindings().isEmpty()) {
            out.println("Say what became of it with 'adopt'.");
        }
        if (check.missingRights().isEmpty()) {
            return;
        }
        out.println("The database user lacks:");
        check.missingRights().forEach(right -> out.println("  " + right));
        out.println("Have the administrator of the database run:");
        check.grants().forEach(grant -> out.println("  " + grant));
        toMerge(out, check);
    }

    private static void suggestions(Terminal terminal, CheckDocument check) {
        if (check.suggestions().isEmpty()) {
            return;
        }
        CheckDocument.Suggestion first = check.suggestions().getFirst();
        String column = first.table() + "." + first.column();
        terminal.paragraph(
                "",
                "Not decided: no foreign key says so, but these columns seem to refer to a person. Where one does, give its"
                        + " table a treatment with 'via', such as {via: \"" + first.column() + " -> " + first.to()
                        + "\"" + (first.where() == null ? "" : ", where: \"" + first.where() + "\"")
                        + "}; where not, write 'ties: {" + column + ": none}'.");
        for (CheckDocument.Suggestion tie : check.suggestions()) {
            String values = tie.looked() == 0
                    ? "no values to look at"
                    : tie.known() + " of " + counted(tie.looked(), "value", "values") + " known there";
            String only = tie.where() == null ? "" : ", of rows where " + tie.where();
            terminal.out().println("  " + tie.table() + "." + tie.column() + "  " + reason(tie) + ", " + values + only);
        }
    }

    private static String reason(CheckDocument.Suggestion tie) {
        if (tie.where() != null) {
            return "refers to several tables";
        }
        return switch (tie.reason()) {
            case "same_name" -> "called like references that are declared";
            case "called_after" -> "called after the table";
            case "person" -> "called after somebody";
            default -> "holds such keys";
        };
    }

    private static void toMerge(PrintStream out, CheckDocument check) {
        if (check.missingRightsToMerge().isEmpty()) {
            return;
        }
        out.println("Only to join profiles with 'merge' the user also needs:");
        check.missingRightsToMerge().forEach(right -> out.println("  " + right));
        out.println("If profiles are to be joined, have the administrator of the database run, too:");
        check.grantsToMerge().forEach(grant -> out.println("  " + grant));
    }
}

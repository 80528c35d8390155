package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.MergeDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;

/** Tells people what joining two profiles did, or would do. */
public final class MergeText {
    private MergeText() {}

    public static void print(Terminal terminal, MergeDocument merge) {
        String into = merge.into() == null ? "the shared profile" : String.valueOf(merge.into());
        terminal.out()
                .println(terminal.bold("Merge of " + merge.from() + " into " + into) + " (" + merge.reason() + "): "
                        + (merge.done() ? "done." : "nothing is changed yet."));
        TextTable table = new TextTable("lr");
        Places.plain(merge.moved()).forEach((place, rows) -> table.row(place, grouped(rows)));
        if (!merge.moved().isEmpty()) {
            terminal.out().println("Rows that lead to the profile that stays");
            table.print(terminal.out(), "  ");
        }
        merge.collisions()
                .forEach(collision -> terminal.out()
                        .println("Collision in " + collision.table() + " (" + String.join("; ", collision.keys())
                                + "): the " + collision.winner() + " profile's row stays, "
                                + counted(collision.lost(), "row goes.", "rows go.")));
        if (!merge.columns().isEmpty()) {
            terminal.out().println("Taken over from the old profile: " + String.join(", ", merge.columns()));
        }
        merge.treated()
                .forEach((place, rows) -> terminal.out()
                        .println(
                                merge.done()
                                        ? "Of " + place + " " + counted(rows, "row", "rows")
                                                + " that nobody refers to any more treated."
                                        : "Of " + place + " only the old profile refers to "
                                                + counted(rows, "row", "rows")
                                                + ": treated, unless the new profile takes them over."));
        terminal.out()
                .println(
                        merge.removed()
                                ? "The old profile's row " + (merge.done() ? "is gone." : "goes.")
                                : "The old profile's row stays.");
        if (!merge.forgotten().isEmpty()) {
            terminal.paragraph(
                    "",
                    "Of the two profiles' identifiers " + (merge.done() ? "was" : "is") + " lost: "
                            + String.join(", ", merge.forgotten())
                            + ". Texts that mention it are not found when the person is anonymised one day."
                            + (merge.done() ? "" : " --keep-old keeps it."));
        }
        ToldText.print(terminal, "", merge.told());
        merge.blocked().forEach((reason, people) -> terminal.out().println("Cannot go now: " + reason));
    }
}

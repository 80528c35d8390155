package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.MergeDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import java.util.Locale;
import java.util.Map;

/** Tells people what joining two profiles did, or would do. */
public final class MergeText {
    private MergeText() {}

    /** @param titles how people see the two profiles, by their keys; may be empty */
    public static void print(Terminal terminal, MergeDocument merge, Map<String, String> titles) {
        String into = merge.into() == null ? "the shared profile" : named(merge.into(), titles);
        terminal.out()
                .println(terminal.bold("Merge of " + named(merge.from(), titles) + " into " + into) + " ("
                        + merge.reason() + "): " + (merge.done() ? "done." : "nothing is changed yet."));
        if (!merge.blocked().isEmpty()) {
            merge.blocked().keySet().forEach(reason -> terminal.out().println("Cannot go now: " + reason));
            return;
        }
        if (!merge.done() && differ(titles)) {
            terminal.paragraph(
                    "",
                    terminal.red("!") + " The two are not called the same. Look twice whether they are one person.");
        }
        rows(terminal, merge);
        settled(terminal, merge);
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
    }

    private static void rows(Terminal terminal, MergeDocument merge) {
        TextTable table = new TextTable("lr");
        Places.plain(merge.moved()).forEach((place, rows) -> table.row(place, grouped(rows)));
        if (!merge.moved().isEmpty()) {
            terminal.out().println("Rows that lead to the profile that stays");
            table.print(terminal.out(), "  ");
        }
        if (!merge.kept().isEmpty()) {
            terminal.out().println("Statutory records among them, which stay as they are until their period is over");
            TextTable kept = new TextTable("lr");
            Places.plain(merge.kept()).forEach((place, rows) -> kept.row(place, grouped(rows)));
            kept.print(terminal.out(), "  ");
        }
    }

    /** What the two profiles could not both keep. */
    private static void settled(Terminal terminal, MergeDocument merge) {
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
                                        : "Of " + place + " nobody will refer to "
                                                + counted(rows, "row", "rows")
                                                + " any more: treated as the map says."));
    }

    private static String named(String key, Map<String, String> titles) {
        String title = titles.getOrDefault(key, "");
        return title.isBlank() ? key : key + " " + title;
    }

    private static boolean differ(Map<String, String> titles) {
        return titles.values().stream()
                        .map(title -> title.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                > 1;
    }
}

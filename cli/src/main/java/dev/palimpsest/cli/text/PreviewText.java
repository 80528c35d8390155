package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.PreviewDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Sample;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows people what would happen. */
public final class PreviewText {
    private static final int LONGEST_VALUE = 44;

    private PreviewText() {}

    public static void print(Terminal terminal, Preview preview) {
        terminal.out()
                .println((preview.name() == null ? "" : preview.name() + ": ")
                        + terminal.bold(counted(preview.keys().size(), "subject", "subjects") + " would go")
                        + ", with " + counted(preview.expectedRows(), "row", "rows") + ", on "
                        + preview.moment().today() + ".");
        tables(terminal, preview.tables());
        FilesText.print(terminal, "  ", preview.files());
    }

    /** Somebody whose invoices still bear the name will not be called anonymised. */
    public static void states(Terminal terminal, long subjects, long recordsKept) {
        if (recordsKept > 0) {
            terminal.heading("What they would be then");
            TextTable table = new TextTable("lrl");
            table.row("anonymised", grouped(subjects - recordsKept), "");
            table.row("records kept", grouped(recordsKept), "the law wants a record kept that leads to them");
            table.print(terminal.out(), "  ");
        }
    }

    /** Who was selected and cannot go now, and what the owner should know. */
    public static void reservations(Terminal terminal, Preview preview) {
        if (!preview.blocked().isEmpty()) {
            terminal.heading("Not among them, because of");
            TextTable table = new TextTable("lr");
            preview.blocked().forEach((reason, count) -> table.row(reason, grouped(count)));
            table.print(terminal.out(), "  ");
        }
        if (!preview.warnings().isEmpty()) {
            terminal.heading("Warnings");
            preview.warnings().forEach(warning -> terminal.paragraph("  ", warning));
        }
    }

    /** Who shares an identifier with somebody who stays. */
    public static void sharing(Terminal terminal, List<PreviewDocument.Sharing> sharing) {
        if (!sharing.isEmpty()) {
            terminal.heading("Who shares an identifier with somebody who stays");
            TextTable table = new TextTable("ll");
            sharing.forEach(each -> table.row(each.key(), String.join(", ", each.kinds())));
            table.print(terminal.out(), "  ");
        }
    }

    private static void tables(Terminal terminal, List<Preview.TableEffect> effects) {
        terminal.heading("What would happen");
        TextTable table = new TextTable("lrll");
        table.row("table", "rows", "", "columns");
        for (Preview.TableEffect effect : effects) {
            table.row(
                    effect.table(),
                    grouped(effect.rows()),
                    switch (effect.action()) {
                        case "delete" -> "deleted";
                        case "keep" -> "kept";
                        case "sever" -> "severed";
                        default -> "treated";
                    },
                    effect.treatments().isEmpty()
                            ? ""
                            : (effect.action().equals("delete") ? "struck in the rows of others: " : "")
                                    + columns(effect));
            if (effect.kept() > 0) {
                table.row("", grouped(effect.kept()), "of these kept", "the law wants them unchanged for now");
            }
        }
        table.print(terminal.out(), "  ");
    }

    private static String columns(Preview.TableEffect effect) {
        int shown = 4;
        String first = effect.treatments().keySet().stream().limit(shown).collect(Collectors.joining(", "));
        int more = effect.treatments().size() - shown;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    /** Rows of a subject before and after; for the screen only. */
    public static void samples(Terminal terminal, String title, List<Sample> samples) {
        terminal.heading("Before and after: " + title);
        TextTable table = new TextTable("llll");
        String previous = "";
        for (Sample sample : samples) {
            String place = sample.table() + " " + sample.key();
            for (Sample.Change change : sample.changes()) {
                table.row(
                        place.equals(previous) ? "" : place,
                        change.column(),
                        shown(terminal, change.before()),
                        (terminal.hasUnicode() ? "→ " : "-> ") + shown(terminal, change.after()));
                previous = place;
            }
        }
        table.print(terminal.out(), "  ");
    }

    private static String shown(Terminal terminal, @Nullable String value) {
        if (value == null) {
            return "(nothing)";
        }
        String line = value.replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) <= LONGEST_VALUE) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST_VALUE - 3)) + (terminal.hasUnicode() ? "…" : "...");
    }
}

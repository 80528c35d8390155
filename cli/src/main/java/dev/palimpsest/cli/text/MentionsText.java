package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.trace.Mentions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows where people who would go stand outside their own rows. */
public final class MentionsText {
    private static final int SHOWN = 44;
    /** Characters shown in front of what is struck. */
    private static final int BEFORE = 14;

    private MentionsText() {}

    /**
     * Prints them.
     *
     * @param mentions null where they were not searched
     */
    public static void print(Terminal terminal, @Nullable Mentions mentions) {
        terminal.heading("Mentions outside their own rows");
        if (mentions == null) {
            terminal.paragraph(
                    "  ",
                    "Not searched (--no-mentions): what the sweep would strike in the rows of others, and which rows"
                            + " look like theirs and are tied to them by nothing, is not known.");
            return;
        }
        String read = "in " + counted(mentions.rows(), "row", "rows") + " of "
                + counted(mentions.tables(), "table", "tables");
        if (mentions.cells() == 0
                && mentions.alike().isEmpty()
                && mentions.left().isEmpty()) {
            terminal.paragraph("  ", "None found, " + read + ".");
        } else {
            struck(terminal, mentions, read);
        }
        alike(terminal, mentions.alike());
        left(terminal, mentions.left());
        mentions.ofOthers()
                .forEach(each -> terminal.paragraph(
                        "  ", OthersText.of(each.table(), each.kind().word(), each.identifiers())));
        mentions.notRead().forEach(table -> terminal.paragraph("  ", "Not read: " + table + "."));
    }

    private static void struck(Terminal terminal, Mentions mentions, String read) {
        if (mentions.cells() == 0) {
            terminal.paragraph("  ", "The sweep would strike nothing in the rows of others; looked " + read + ".");
            return;
        }
        terminal.paragraph(
                "  ",
                "The sweep would strike " + counted(mentions.cells(), "cell", "cells")
                        + " in the rows of others; looked " + read + ".");
        TextTable table = new TextTable("lrl");
        mentions.struck()
                .forEach(each ->
                        table.row(each.table() + "." + each.column(), grouped(each.cells()), kinds(each.kinds())));
        table.print(terminal.out(), "    ");
        if (!mentions.samples().isEmpty()) {
            terminal.out().println("  For example:");
            TextTable samples = new TextTable("llll");
            for (Mentions.Sample sample : mentions.samples()) {
                int from = from(sample.before(), sample.after());
                samples.row(
                        sample.table() + " " + sample.key(),
                        sample.column(),
                        shown(terminal, sample.before(), from),
                        (terminal.hasUnicode() ? "→ " : "-> ") + shown(terminal, sample.after(), from));
            }
            samples.print(terminal.out(), "    ");
        }
    }

    private static void alike(Terminal terminal, List<Mentions.Alike> alike) {
        if (alike.isEmpty()) {
            return;
        }
        terminal.heading("Rows that look like theirs, tied to them by nothing");
        TextTable table = new TextTable("lrlll");
        alike.forEach(each -> table.row(
                each.table() + "." + String.join(", ", each.columns()),
                grouped(each.rows()),
                each.kind().word(),
                each.swept() ? "struck by the sweep" : "stays",
                "such as " + String.join("; ", each.keys())));
        table.print(terminal.out(), "  ");
        terminal.paragraph(
                "  ",
                "If they are theirs, tie them while that can still be done: name the table under 'treatment', with"
                        + " 'via' for the column that refers to the person, or that repeats a value such as the login. If"
                        + " they are somebody else's, such as staff, name the column under 'others'. If only the"
                        + " identifier has to go, mark the column {redact: anywhere}.");
        if (alike.stream().anyMatch(Mentions.Alike::swept)) {
            terminal.paragraph(
                    "  ",
                    "What the sweep strikes is only the identifier: the rest of the row stays, and nobody can tell any"
                            + " more whose it was.");
        }
        if (alike.stream().anyMatch(rows -> !rows.swept())) {
            terminal.paragraph("  ", "What stays turns the proof red.");
        }
    }

    private static void left(Terminal terminal, List<Mentions.Left> left) {
        if (left.isEmpty()) {
            return;
        }
        terminal.heading("Mentioned elsewhere, and not struck");
        TextTable table = new TextTable("lrl");
        left.forEach(each -> table.row(
                each.table() + "." + each.column(),
                grouped(each.cells()),
                each.kind().word()));
        table.print(terminal.out(), "  ");
        terminal.paragraph(
                "  ",
                "The proof would find them and be red. Mark these columns {redact: anywhere}, or have them erased.");
    }

    private static String kinds(Map<IdentifierKind, Long> kinds) {
        return kinds.entrySet().stream()
                .map(kind -> kind.getKey().word() + " " + grouped(kind.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Where the part of a text begins that is shown: a little before the first difference. */
    private static int from(String before, String after) {
        int same = 0;
        while (same < before.length() && same < after.length() && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        int from = same <= SHOWN / 2 ? 0 : same - BEFORE;
        return from > 0 && Character.isLowSurrogate(before.charAt(from)) ? from - 1 : from;
    }

    private static String shown(Terminal terminal, String text, int from) {
        String dots = terminal.hasUnicode() ? "…" : "...";
        String line = (from > 0 ? dots : "") + text.substring(from).replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN - dots.length())) + dots;
    }
}

package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.RehearsalDocument;
import dev.palimpsest.cli.terminal.Numbers;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import dev.palimpsest.run.RehearsalResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells people what a rehearsal came to. */
public final class RehearsalText {
    private RehearsalText() {}

    public static void print(Terminal terminal, RehearsalDocument rehearsal) {
        String of = rehearsal.rehearsed() < rehearsal.subjects()
                ? counted(rehearsal.rehearsed(), "subject", "subjects") + ", a sample of "
                        + grouped(rehearsal.subjects())
                : counted(rehearsal.subjects(), "subject", "subjects");
        terminal.out()
                .println(terminal.bold("Rehearsal") + Names.inBrackets(rehearsal.name()) + ": of " + of + ", "
                        + grouped(rehearsal.done()) + " would go, " + grouped(rehearsal.skipped()) + " be skipped, "
                        + grouped(rehearsal.failed()) + " fail. Nothing was changed.");
        tables(terminal, rehearsal);
        ActText.counts(terminal, "Struck in their own texts, by column", Places.plain(rehearsal.struck()));
        ActText.counts(
                terminal, "Rows that would lead to the anonymous profile, by table", Places.plain(rehearsal.reassigned()));
        ActText.counts(terminal, "Skipped because of", rehearsal.reasons());
        ActText.counts(terminal, "Failed with", rehearsal.failures());
        list(terminal, rehearsal);
        terminal.out().println();
        terminal.paragraph(
                "",
                "The chunks took " + Numbers.seconds(rehearsal.tookSeconds()) + "; at that pace those of all "
                        + counted(rehearsal.subjects(), "subject", "subjects") + " take about "
                        + Numbers.seconds(rehearsal.estimatedSeconds())
                        + ". An estimate: sweep, cleaning up and proof come on top.");
        if (!rehearsal.notRehearsed().isEmpty()) {
            Map<String, Boolean> columns = new LinkedHashMap<>();
            rehearsal.notRehearsed().forEach(column -> columns.put(column, true));
            terminal.paragraph(
                    "",
                    "Not rehearsed: what a run strikes in the records of others ("
                            + String.join(", ", Places.plain(columns).keySet()) + ").");
        }
    }

    private static void tables(Terminal terminal, RehearsalDocument rehearsal) {
        if (rehearsal.tables().isEmpty()) {
            return;
        }
        terminal.heading("What would happen to their rows");
        Map<String, RehearsalResult.TableRows> byPlace = new LinkedHashMap<>();
        rehearsal.tables().forEach(each -> byPlace.put(each.table() + " " + each.action(), each));
        TextTable table = new TextTable("lrl");
        Places.plain(byPlace)
                .forEach((place, each) -> table.row(
                        place.substring(0, place.lastIndexOf(' ')),
                        grouped(each.rows()),
                        switch (each.action()) {
                            case "delete" -> "deleted";
                            case "sever" -> "severed";
                            default -> "treated";
                        }));
        table.print(terminal.out(), "  ");
        if (rehearsal.removed() > 0) {
            terminal.out()
                    .println("Of " + counted(rehearsal.removed(), "person", "people") + " the own row would go.");
        }
    }

    private static void list(Terminal terminal, RehearsalDocument rehearsal) {
        if (rehearsal.list() == null || rehearsal.list().isEmpty()) {
            return;
        }
        terminal.heading("Who would not go");
        TextTable table = new TextTable("lll");
        rehearsal.list().forEach(each -> table.row(each.key(), each.outcome(), each.reason()));
        table.print(terminal.out(), "  ");
    }
}

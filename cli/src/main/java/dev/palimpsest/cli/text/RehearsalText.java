package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.RehearsalDocument;
import dev.palimpsest.cli.terminal.Numbers;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import dev.palimpsest.proof.KeptUntil;
import dev.palimpsest.run.RehearsalResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells people what a rehearsal came to. */
public final class RehearsalText {
    private static final int COLUMNS_SHOWN = 4;

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
                terminal,
                "Rows that would lead to the anonymous profile, by table",
                Places.plain(rehearsal.reassigned()));
        kept(terminal, rehearsal);
        ActText.counts(terminal, "Skipped because of", rehearsal.reasons());
        ActText.counts(terminal, "Failed with", rehearsal.failures());
        list(terminal, rehearsal);
        terminal.out().println();
        terminal.paragraph("", pace(rehearsal));
        notRehearsed(terminal, rehearsal.notRehearsed());
    }

    private static String pace(RehearsalDocument rehearsal) {
        String took = "The chunks took " + Numbers.seconds(rehearsal.tookSeconds());
        String all = rehearsal.rehearsed() < rehearsal.subjects()
                ? "at that pace those of all " + grouped(rehearsal.subjects()) + " take about "
                        + Numbers.seconds(rehearsal.estimatedSeconds())
                : "those of a run take about as long";
        return took + "; " + all + ". An estimate: sweep, cleaning up and proof come on top.";
    }

    private static void notRehearsed(Terminal terminal, List<String> swept) {
        if (swept.isEmpty()) {
            return;
        }
        Map<String, Boolean> columns = new LinkedHashMap<>();
        swept.forEach(column -> columns.put(column, true));
        long more = swept.size() - COLUMNS_SHOWN;
        terminal.paragraph(
                "",
                "Not rehearsed: what a run strikes in the records of others (in "
                        + Places.plain(columns).keySet().stream()
                                .limit(COLUMNS_SHOWN)
                                .collect(Collectors.joining(", "))
                        + (more > 0 ? " and " + counted(more, "more column", "more columns") : "") + ").");
    }

    /** Somebody whose invoices will still bear the name is not called anonymised. */
    private static void kept(Terminal terminal, RehearsalDocument rehearsal) {
        if (rehearsal.keptUntil().isEmpty()) {
            return;
        }
        long kept = rehearsal.keptUntil().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        terminal.heading("Who they would be");
        TextTable table = new TextTable("lr");
        table.row("anonymised", grouped(rehearsal.done() - kept));
        KeptUntil.inShort(rehearsal.keptUntil())
                .forEach((end, subjects) -> table.row("records kept until " + end, grouped(subjects)));
        table.print(terminal.out(), "  ");
    }

    private static void tables(Terminal terminal, RehearsalDocument rehearsal) {
        if (rehearsal.tables().isEmpty()) {
            return;
        }
        terminal.heading("What would happen to their rows");
        Map<String, RehearsalResult.TableRows> byPlace = new LinkedHashMap<>();
        rehearsal.tables().stream()
                .filter(each -> each.rows() > 0)
                .forEach(each -> byPlace.put(each.table() + " " + each.action(), each));
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
            terminal.out().println("Of " + counted(rehearsal.removed(), "person", "people") + " the own row would go.");
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

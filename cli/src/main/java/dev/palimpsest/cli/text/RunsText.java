package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.RunsDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import java.util.List;

/** Tells people of the runs that a database knows. */
public final class RunsText {
    private static final int DAY_AND_MINUTE = 16;
    private static final int DIGEST_SHOWN = 12;

    private RunsText() {}

    public static void print(Terminal terminal, RunsDocument runs) {
        runs.databaseFindings().forEach(finding -> terminal.paragraph("", terminal.red("!") + " " + finding));
        if (runs.runs().isEmpty()) {
            terminal.paragraph(
                    "",
                    runs.known()
                            ? "No run of these people yet."
                            : "Palimpsest has no tables of its own here, so no run is known.");
        } else {
            runs(terminal, runs);
        }
        refused(terminal, runs.refused());
    }

    private static void refused(Terminal terminal, List<RunsDocument.Refused> refused) {
        if (refused.isEmpty()) {
            return;
        }
        terminal.heading("Refused, because it was not confirmed as it was shown");
        TextTable table = new TextTable("lllll");
        table.row("when (UTC)", "by", "verb", "code", "about");
        refused.forEach(
                each -> table.row(minute(each.at()), each.by(), each.verb(), each.code(), shortened(each.about())));
        table.print(terminal.out(), "  ");
    }

    /** A digest is known by its beginning. */
    private static String shortened(String about) {
        return about.length() > DIGEST_SHOWN && !about.contains(" ") ? about.substring(0, DIGEST_SHOWN) : about;
    }

    private static void runs(Terminal terminal, RunsDocument runs) {
        TextTable table = new TextTable("llllrrrrrl");
        table.row("run", "begun (UTC)", "by", "state", "subjects", "done", "skipped", "failed", "left", "proof");
        for (RunsDocument.RunLine run : runs.runs()) {
            table.row(
                    run.run(),
                    minute(run.startedAt()),
                    run.releasedBy(),
                    run.state(),
                    grouped(run.subjects()),
                    grouped(run.done()),
                    grouped(run.skipped()),
                    grouped(run.failed()),
                    grouped(run.remaining()),
                    proof(terminal, run));
            if (run.name() != null) {
                table.row("  " + run.name(), "", "", "", "", "", "", "", "", "");
            }
        }
        table.print(terminal.out(), "");
        if (runs.more()) {
            terminal.out().println("There are older ones; --limit shows more.");
        }
    }

    private static String minute(String instant) {
        return instant.substring(0, DAY_AND_MINUTE).replace('T', ' ');
    }

    private static String proof(Terminal terminal, RunsDocument.RunLine run) {
        String when = run.provedAt() == null ? ", report in another home" : " " + minute(run.provedAt());
        return switch (run.proof()) {
            case "green" -> terminal.green("green") + when;
            case "red" -> terminal.red("red") + when;
            default -> "none in this home";
        };
    }
}

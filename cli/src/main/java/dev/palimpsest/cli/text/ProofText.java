package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.ProofDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import dev.palimpsest.proof.HitList;
import dev.palimpsest.proof.Residual;
import dev.palimpsest.proof.Risk;
import java.io.PrintStream;
import java.util.Map;

/** Tells people what a proof found. */
public final class ProofText {
    private static final int RESIDUALS_SHOWN = 20;
    private static final Map<String, String> CLASSES = Map.of(
            "residual", "leads to a treated person: must go",
            "shared", "belongs to somebody living, too: stays",
            "kept", "stands in a statutory record: goes when its period is over",
            "possible", "a namesake or a short number: for a human to look at",
            "acknowledged", "somebody has decided that it stays, with a reason",
            "afterwards", "written by the business after the person was treated");

    private ProofText() {}

    public static void print(Terminal terminal, ProofDocument proof) {
        var out = terminal.out();
        out.println((proof.green()
                        ? proof.files().isEmpty() ? terminal.green("GREEN") : terminal.bold("GREEN, BUT FILES STAY")
                        : terminal.red("RED"))
                + acknowledged(terminal, proof)
                + "  Proof of run " + proof.run()
                + Names.inBrackets(proof.name())
                + ": read " + counted(proof.searched().rows(), "row", "rows") + " of "
                + counted(proof.searched().tables(), "table", "tables") + " for "
                + counted(proof.searched().fingerprints(), "fingerprint", "fingerprints") + " of "
                + counted(proof.done(), "person", "people") + ".");
        proof.findings().forEach(finding -> terminal.paragraph("  ", terminal.red("!") + " " + finding));
        proof.lostDecisions().forEach(lost -> terminal.paragraph("  ", "Warning: " + lost));
        FilesText.print(terminal, "  ", proof.files());
        residuals(terminal, proof);
        if (!proof.green()) {
            terminal.paragraph(
                    "  ",
                    "Mend the map where it is not right, and what is said above; 'palimpsest resume' does that to everybody the run"
                            + " has treated. What is somebody else's, or stands where the map does not sweep, is looked at with"
                            + " 'prove --look' and decided with 'decide'. Then prove it again.");
        }
        figures(proof).print(out, "  ");
        proof.searched()
                .byOthers()
                .forEach(
                        each -> terminal.paragraph("  ", OthersText.of(each.table(), each.kind(), each.identifiers())));
        ToldText.print(terminal, "  ", proof.told());
        proof.risk().advice().forEach(advice -> terminal.paragraph("  ", "Advice: " + advice));
        report(out, proof);
    }

    private static TextTable figures(ProofDocument proof) {
        TextTable table = new TextTable("lrl");
        table.row("residuals", grouped(proof.residualCount()), "");
        proof.hitClasses().forEach((hitClass, count) -> {
            if (!hitClass.equals("residual")) {
                table.row(hitClass, grouped(count), CLASSES.getOrDefault(hitClass, ""));
            }
        });
        long changed =
                proof.statistics().stream().filter(each -> !each.isUnchanged()).count();
        table.row(
                "statistics",
                grouped(proof.statistics().size()),
                proof.statisticsUnchanged() ? "all unchanged" : grouped(changed) + " changed");
        proof.keptRecords().stream()
                .filter(kept -> kept.rows() > 0)
                .forEach(kept -> table.row(
                        "kept: " + kept.table(),
                        grouped(kept.rows()),
                        "of " + counted(kept.subjects(), "person", "people") + ", until " + kept.lastDay() + " ("
                                + kept.law() + ")"));
        if (proof.recordsKept() > 0) {
            table.row("anonymised", grouped(proof.anonymised()), "");
            table.row(
                    "records kept",
                    grouped(proof.recordsKept()),
                    "people who are not anonymous until their records go");
        }
        table.row(
                "smallest group",
                proof.risk().quasiIdentifiers().isEmpty() ? "-" : grouped(proof.smallestGroup()),
                group(proof.risk()));
        if (proof.activityAfterAnonymisation() > 0) {
            table.row("activity since", grouped(proof.activityAfterAnonymisation()), "");
        }
        return table;
    }

    private static void report(PrintStream out, ProofDocument proof) {
        out.println("  Report: " + proof.report().html());
        out.println("          " + proof.report().json());
        HitList list = proof.hitList();
        if (list != null && list.lines() > 0) {
            out.println("  All " + counted(list.lines(), "hit", "hits") + ": "
                    + proof.report().hitTable());
        }
    }

    private static String acknowledged(Terminal terminal, ProofDocument proof) {
        long count = proof.hitClasses().getOrDefault("acknowledged", 0L);
        return count == 0 ? "" : terminal.bold(", " + grouped(count) + " ACKNOWLEDGED");
    }

    private static void residuals(Terminal terminal, ProofDocument proof) {
        long shown = 0;
        for (Map.Entry<Residual, Long> each : Residual.counted(proof.residuals()).entrySet().stream()
                .limit(RESIDUALS_SHOWN)
                .toList()) {
            Residual residual = each.getKey();
            shown += each.getValue();
            terminal.out()
                    .println("    " + residual.table() + "." + residual.column()
                            + (residual.key().isEmpty() ? "" : ", key " + residual.key()) + ": " + residual.what()
                            + (each.getValue() == 1 ? "" : ", " + grouped(each.getValue()) + " times"));
        }
        if (proof.residualCount() > shown) {
            terminal.out()
                    .println("    and " + grouped(proof.residualCount() - shown) + " more"
                            + (proof.hitList() == null
                                    ? ", see the report"
                                    : ", see " + proof.report().hitTable()));
        }
    }

    private static String group(Risk risk) {
        if (risk.quasiIdentifiers().isEmpty()) {
            return "the map names no quasi-identifiers";
        }
        return "of " + counted(risk.subjects(), "treated person", "treated people") + " by "
                + String.join(", ", risk.quasiIdentifiers());
    }
}

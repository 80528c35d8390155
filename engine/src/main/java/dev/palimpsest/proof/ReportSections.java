package dev.palimpsest.proof;

import static dev.palimpsest.page.Html.code;
import static dev.palimpsest.page.Html.number;
import static dev.palimpsest.page.Html.text;
import static dev.palimpsest.page.Html.verdict;

import dev.palimpsest.page.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sections of a report, each with a sentence that says how to read it. */
final class ReportSections {
    private static final Map<String, String> CLASSES = Map.of(
            "residual", "leads to a treated person and must go",
            "shared", "somebody living has the same; it stays",
            "kept", "stands in a statutory record; goes when its period is over",
            "possible", "a namesake, or a number that may mean something else; for a human to look at",
            "acknowledged", "somebody has looked at it and decided that it may stay; the reason stands below",
            "afterwards", "the business wrote it after the person was treated; for a human to decide");

    /** Lines of a list on the page; the files beside it have all of them. */
    private static final int SHOWN = 200;

    private ReportSections() {}

    static void findings(Html body, ProofReport report) {
        body.heading("What is left");
        if (report.residualCount() == 0) {
            body.paragraph(
                    "Nothing that leads to a treated person was found, except in the records that the law wants kept.");
        } else {
            body.paragraph("These places still lead to treated people. Mend the map, resume the run, and prove again.");
        }
        if (!report.green()) {
            body.list(report.findings());
        }
        List<Map.Entry<Residual, Long>> shown = Residual.counted(report.residuals()).entrySet().stream()
                .limit(SHOWN)
                .toList();
        body.table(
                List.of("Table", "Column", "Key of the row", "What", "Times"),
                shown.stream()
                        .map(each -> List.of(
                                text(each.getKey().table()),
                                text(each.getKey().column()),
                                code(each.getKey().key()),
                                text(each.getKey().what()),
                                number(each.getValue())))
                        .toList());
        long listed = shown.stream().mapToLong(Map.Entry::getValue).sum();
        more(body, report, report.residualCount(), listed, "residuals");
    }

    /** What a human is to look at, and what a human has decided. */
    static void looked(Html body, ProofReport report) {
        if (!report.possible().isEmpty()) {
            body.heading("Possible: for a human to look at");
            body.remark(
                    "The strongest evidence first. Until a green proof ends the run, the texts can be looked at and a"
                            + " decision taken about each.");
            body.table(
                    List.of("Table", "Column", "Key of the row", "What", "In a treated person's row"),
                    report.possible().stream()
                            .limit(SHOWN)
                            .map(line -> List.of(
                                    text(line.table()),
                                    text(line.column()),
                                    code(line.key()),
                                    text(line.kind()),
                                    text(line.treated() ? "yes" : "no")))
                            .toList());
            more(
                    body,
                    report,
                    report.hitsOf("possible"),
                    Math.min(SHOWN, report.possible().size()),
                    "possible hits");
        }
        if (!report.acknowledged().isEmpty()) {
            body.heading("Acknowledged: decided to stay");
            body.remark("A decision holds for the very text it was made of. Another one in the same place is a new"
                    + " finding.");
            body.table(
                    List.of("Table", "Column", "Key of the row", "What", "Why", "Decided by", "On"),
                    report.acknowledged().stream()
                            .limit(SHOWN)
                            .map(line -> List.of(
                                    text(line.table()),
                                    text(line.column()),
                                    code(line.key()),
                                    text(line.kind()),
                                    text(line.reason()),
                                    text(line.by()),
                                    text(line.at().substring(0, 10))))
                            .toList());
            more(
                    body,
                    report,
                    report.hitsOf("acknowledged"),
                    Math.min(SHOWN, report.acknowledged().size()),
                    "acknowledged hits");
        }
    }

    private static void more(Html body, ProofReport report, long all, long shown, String what) {
        HitList list = report.hitList();
        if (all > shown) {
            body.remark("Of " + Html.grouped(all) + " " + what + " the first " + Html.grouped(shown)
                    + " are listed here"
                    + (list == null ? "." : "; " + Html.grouped(all - shown) + " more stand in " + list.csv() + "."));
        }
    }

    /** Files that nobody has treated. */
    static void files(Html body, ProofReport report) {
        if (report.files().isEmpty()) {
            return;
        }
        body.heading("Files that stay");
        body.paragraph(
                "These rows of treated people named files outside the database. Palimpsest neither reads nor deletes"
                        + " files: whoever keeps them has to.");
        body.table(
                List.of("Table", "Rows"),
                report.files().entrySet().stream()
                        .map(table -> List.of(text(table.getKey()), Html.number(table.getValue())))
                        .toList());
    }

    static void hits(Html body, ProofReport report) {
        if (report.hits().isEmpty()) {
            return;
        }
        body.heading("What was found, and what it means");
        body.remark(
                "An address, name or number found in the database is not always a trace of a treated person. Only the"
                        + " class “residual” makes a proof red; the others are listed, below in detail, so that nothing is"
                        + " hidden.");
        body.table(
                List.of("Class", "Found", "What it means"),
                report.hits().stream()
                        .map(ProofReport.HitCount::hitClass)
                        .distinct()
                        .sorted()
                        .map(hitClass -> List.of(
                                text(hitClass),
                                number(report.hitsOf(hitClass)),
                                text(CLASSES.getOrDefault(hitClass, ""))))
                        .toList());
        byOthers(body, report);
    }

    /** By how much less is a residual, since the map names others. */
    private static void byOthers(Html body, ProofReport report) {
        if (report.searched().byOthers().isEmpty()) {
            return;
        }
        body.remark(
                "Somebody whom the map names under “others” bears identifiers of the treated people, too. In texts of"
                        + " others they may be that one’s: there they are not residuals but possible or shared.");
        body.table(
                List.of("Table under “others”", "Kind", "Identifiers"),
                report.searched().byOthers().stream()
                        .map(each -> List.of(text(each.table()), text(each.kind()), Html.number(each.identifiers())))
                        .toList());
    }

    static void places(Html body, ProofReport report) {
        if (report.hits().isEmpty()) {
            return;
        }
        body.heading("Where it was found");
        body.table(
                List.of("Table", "Column", "Kind", "Class", "Found"),
                report.hits().stream()
                        .map(hit -> List.of(
                                text(hit.table()),
                                text(hit.column()),
                                text(hit.kind()),
                                text(hit.hitClass()),
                                number(hit.count())))
                        .toList());
    }

    static void kept(Html body, ProofReport report) {
        List<KeptRecords> kept =
                report.keptRecords().stream().filter(each -> each.rows() > 0).toList();
        if (kept.isEmpty() && report.keptUntil().isEmpty()) {
            return;
        }
        body.heading("What the law wants kept");
        body.remark("These records stay unchanged until their last day. Until then the people they belong to are not"
                + " anonymous: their state is “records kept”.");
        body.table(
                List.of("Table", "Class", "Law", "Records", "People", "Last day", "Tied by"),
                kept.stream()
                        .map(each -> List.of(
                                text(each.table()),
                                text(each.recordClass()),
                                text(each.law()),
                                number(each.rows()),
                                number(each.subjects()),
                                text(each.lastDay()),
                                text(each.tiedBy())))
                        .toList());
        body.table(
                List.of("Records kept until", "People"),
                KeptUntil.inShort(report.keptUntil()).entrySet().stream()
                        .map(bucket -> List.of(text(bucket.getKey()), number(bucket.getValue())))
                        .toList());
    }

    static void risk(Html body, Risk risk) {
        body.heading("How well the people hide among each other");
        if (risk.quasiIdentifiers().isEmpty()) {
            body.remark("The map names no quasi-identifiers, so there is nothing to compare people by.");
        } else {
            body.remark("Compared over " + Html.grouped(risk.subjects()) + " treated people of all runs by "
                    + String.join(", ", risk.quasiIdentifiers()) + ".");
            body.figures(List.of(
                    new Html.Figure(risk.smallestGroup(), "people in the smallest group"),
                    new Html.Figure(risk.groups(), "groups"),
                    new Html.Figure(risk.groupsBelowK(), "groups of fewer than " + Risk.K),
                    new Html.Figure(risk.subjectsBelowK(), "people in those")));
        }
        body.table(
                List.of("History of", "People", "Unique"),
                risk.histories().stream()
                        .map(history ->
                                List.of(text(history.activity()), number(history.subjects()), number(history.unique())))
                        .toList());
        if (!risk.advice().isEmpty()) {
            body.list(risk.advice());
        }
    }

    static void statistics(Html body, ProofReport report) {
        body.heading("Statistics of the kept rows");
        long changed =
                report.statistics().stream().filter(each -> !each.isUnchanged()).count();
        body.paragraph(
                changed == 0
                        ? "All " + Html.grouped(report.statistics().size()) + " are the same before and after."
                        : Html.grouped(changed) + " of "
                                + Html.grouped(report.statistics().size()) + " changed.");
        body.remark("Counted in the transactions that treated them. “treated” compares the rows found with the rows"
                + " changed.");
        body.table(
                List.of("Table", "Measure", "Before", "After", ""),
                report.statistics().stream()
                        .map(each -> List.of(
                                text(each.table()),
                                text(each.measure()),
                                number(each.before().toPlainString()),
                                number(each.after().toPlainString()),
                                verdict(each.isUnchanged(), each.isUnchanged() ? "same" : "changed")))
                        .toList());
    }

    static void treatments(Html body, ProofReport report) {
        if (report.treatments().isEmpty()) {
            return;
        }
        body.heading("Treatments read again");
        body.remark("Every treated column was read after the run: is each value as the treatment leaves it?");
        body.table(
                List.of("Table", "Column", "Treatment", "Rows", "Wrong", "Written since"),
                report.treatments().stream()
                        .map(each -> List.of(
                                text(each.table()),
                                text(each.column().isEmpty() ? "(rows)" : each.column()),
                                text(each.treatment()),
                                number(each.rows()),
                                number(each.wrong()),
                                number(each.afterwards())))
                        .toList());
    }

    static void notTreated(Html body, ProofReport report) {
        if (report.notTreated().isEmpty()) {
            return;
        }
        body.heading("Who was not treated");
        body.remark("Nothing was done to these people by this run. A later preview may take them up again.");
        body.table(
                List.of("Key", "Outcome", "Because of"),
                report.notTreated().stream()
                        .limit(SHOWN)
                        .map(each -> List.of(code(each.key()), text(each.outcome()), text(each.reason())))
                        .toList());
        if (report.notTreated().size() > SHOWN) {
            body.remark("Of " + Html.grouped(report.notTreated().size()) + " people the first " + Html.grouped(SHOWN)
                    + " are listed here; the JSON of this report names them all.");
        }
    }

    static void told(Html body, ProofReport report) {
        if (report.told().isEmpty()) {
            return;
        }
        body.heading("Other systems that must forget the same people");
        body.remark(
                report.allConfirmed()
                        ? "Each has confirmed everybody."
                        : "Not everybody is confirmed yet, so the run is not complete: call 'resume', which tells them"
                                + " again.");
        body.table(
                List.of("System", "People", "Confirmed", "Last failure"),
                report.told().stream()
                        .map(each -> List.of(
                                text(each.hook()),
                                number(each.keys()),
                                number(each.confirmed()),
                                text(each.lastError())))
                        .toList());
    }

    static void evidence(Html body, ProofReport report) {
        body.heading("Evidence");
        List<List<Html.Cell>> rows = new ArrayList<>();
        rows.add(List.of(text("Digest of the preview that was confirmed"), code(report.previewDigest())));
        rows.add(List.of(text("Digest of the privacy map"), code(report.mapDigest())));
        rows.add(List.of(text("Digest of the plan"), code(report.planDigest())));
        HitList list = report.hitList();
        if (list != null) {
            String lines = " (" + Html.grouped(list.lines()) + (list.lines() == 1 ? " hit)" : " hits)");
            rows.add(List.of(text("All hits: " + list.jsonl() + lines), code(list.jsonlSha256())));
            rows.add(List.of(text("All hits: " + list.csv() + lines), code(list.csvSha256())));
        }
        rows.add(List.of(text("SHA-256 of the report before this one"), code(report.previous())));
        body.table(List.of("What", "SHA-256"), rows);
        if (!report.searched().notRead().isEmpty()) {
            body.paragraph("Not read:");
            body.list(report.searched().notRead());
        }
        if (!report.searched().leftOut().isEmpty()) {
            body.paragraph(
                    "Columns of plain numbers that were left out, since nothing that was looked for can stand in them,"
                            + " or nothing that would prove anything:");
            body.list(report.searched().leftOut());
        }
    }
}

package dev.palimpsest.proof;

import static dev.palimpsest.page.Html.escaped;
import static dev.palimpsest.page.Html.grouped;

import dev.palimpsest.page.Html;
import dev.palimpsest.page.Page;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A report as a page that opens in any browser and prints well: no script, no resource from elsewhere. */
final class ReportPage {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

    private ReportPage() {}

    static String of(ProofReport report) {
        Html body = new Html();
        people(body, report);
        ReportSections.findings(body, report);
        ReportSections.files(body, report);
        ReportSections.told(body, report);
        ReportSections.hits(body, report);
        ReportSections.looked(body, report);
        ReportSections.kept(body, report);
        ReportSections.risk(body, report.risk());
        ReportSections.statistics(body, report);
        ReportSections.treatments(body, report);
        ReportSections.notTreated(body, report);
        ReportSections.places(body, report);
        ReportSections.evidence(body, report);
        return Page.head(
                        "en",
                        (report.green() ? report.files().isEmpty() ? "Green" : "Green, but files stay" : "Red")
                                + ": proof of run " + report.run(),
                        "Palimpsest · proof of an anonymisation",
                        "Run " + report.run(),
                        (report.name() == null ? "" : "“" + report.name() + "”. ") + "Map “" + report.map() + "” on "
                                + report.database() + ". Released by " + report.releasedBy()
                                + ", begun " + moment(report.startedAt()) + ", proved " + moment(report.provedAt())
                                + ".")
                + verdict(report)
                + body
                + Page.foot(
                        "This report holds no personal data: only tables, columns, keys, counts and dates. A key names"
                                + " a row of the business database, not a person.");
    }

    private static String verdict(ProofReport report) {
        String word = report.green() ? "GREEN" : "RED";
        long files = report.filesLeft();
        String but = files == 0
                ? ""
                : " But " + grouped(files) + (files == 1 ? " row" : " rows")
                        + " of these people named files outside the"
                        + " database, which Palimpsest does not treat: the files stay until somebody deletes them.";
        long acknowledged = report.hitsOf("acknowledged");
        String decided = acknowledged == 0
                ? ""
                : " " + grouped(acknowledged) + (acknowledged == 1 ? " finding was" : " findings were")
                        + " acknowledged: somebody decided, with a reason, that "
                        + (acknowledged == 1 ? "it" : "they") + " may stay.";
        String lost = report.lostDecisions().isEmpty() ? "" : " " + String.join(" ", report.lostDecisions());
        String sentence = report.green()
                ? "Nothing of the treated people was found where it must not be, everything was read, and no statistic"
                        + " changed." + decided + lost + but
                : "This run is not proved. " + String.join(" ", report.findings()) + decided + lost + but;
        return "<div class=\"verdict " + word.toLowerCase(Locale.ROOT) + "\" role=\"status\"><strong>" + word
                + (report.green() && files > 0 ? ", BUT FILES STAY" : "") + "</strong><span>" + escaped(sentence)
                + "</span></div>\n";
    }

    private static void people(Html body, ProofReport report) {
        body.figures(List.of(
                new Html.Figure(report.subjects(), "people in the preview"),
                new Html.Figure(report.done(), "treated"),
                new Html.Figure(report.anonymised(), "of these, anonymised"),
                new Html.Figure(report.recordsKept(), "of these, records kept"),
                new Html.Figure(report.skipped(), "skipped"),
                new Html.Figure(report.failed(), "failed"),
                new Html.Figure(report.residualCount(), "residuals")));
        body.paragraph("Judged on " + report.today() + ": inactive means last activity on " + report.cutoff()
                + " or before. Then " + grouped(report.searched().rows()) + " rows of "
                + grouped(report.searched().tables()) + " tables were read again and searched for "
                + grouped(report.searched().fingerprints()) + " fingerprints of the treated people.");
        if (report.activityAfterAnonymisation() > 0) {
            body.paragraph("Of " + grouped(report.activityAfterAnonymisation())
                    + " treated people the business has written something since. A human should look at them.");
        }
        body.table(
                List.of("Skipped because of", "People"),
                report.reasons().entrySet().stream()
                        .map(reason -> List.of(Html.text(reason.getKey()), Html.number(reason.getValue())))
                        .toList());
    }

    private static String moment(String instant) {
        return MOMENT.format(Instant.parse(instant));
    }
}

package dev.palimpsest.proof;

/** A report as a page that opens in any browser: no script, no resource from elsewhere. */
final class ReportPage {
    private ReportPage() {}

    static String of(ProofReport report) {
        return "<!doctype html><title>" + report.run() + "</title>";
    }
}

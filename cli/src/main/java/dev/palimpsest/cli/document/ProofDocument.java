package dev.palimpsest.cli.document;

import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.Told;
import dev.palimpsest.proof.HitLine;
import dev.palimpsest.proof.HitList;
import dev.palimpsest.proof.KeptRecords;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.proof.Reports;
import dev.palimpsest.proof.Residual;
import dev.palimpsest.proof.Risk;
import dev.palimpsest.proof.Statistic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a proof found.
 *
 * @param name what a human called the preview; null where nobody did
 * @param residuals the first thousand; the files of hits name all
 * @param hitList the complete list; null in reports of earlier versions
 * @param possible the first thousand, the strongest evidence first
 * @param acknowledged the first thousand of what was decided to stay
 * @param hitClasses number of identifiers found per class
 * @param smallestGroup subjects in the smallest group with equal quasi-identifiers
 * @param anonymised treated subjects of whom nothing is kept
 * @param recordsKept treated subjects of whom a record is kept
 * @param notTreated each of the skipped and failed, in key order
 * @param complete green, no files stay, and every other system has confirmed
 * @param files rows that named files outside the database, which stay, by table
 * @param report where the whole report lies
 */
public record ProofDocument(
        String run,
        @Nullable String name,
        boolean green,
        List<String> findings,
        List<Residual> residuals,
        long residualCount,
        Map<String, Long> hitClasses,
        List<ProofReport.HitCount> hits,
        @Nullable HitList hitList,
        List<HitLine> possible,
        List<HitLine> acknowledged,
        boolean statisticsUnchanged,
        List<Statistic> statistics,
        long smallestGroup,
        Risk risk,
        List<KeptRecords> keptRecords,
        Map<String, Long> keptUntil,
        long subjects,
        long done,
        long anonymised,
        long recordsKept,
        long skipped,
        long failed,
        Map<String, Long> reasons,
        List<ProofReport.NotTreated> notTreated,
        long activityAfterAnonymisation,
        boolean complete,
        List<Told> told,
        Map<String, Long> files,
        List<String> lostDecisions,
        ProofReport.Searched searched,
        List<ProofReport.Checked> treatments,
        Report report,
        double elapsedSeconds) {

    /**
     * The files of a report.
     *
     * @param hits the complete list of what was found, as JSON lines
     * @param hitTable the same as a table
     */
    public record Report(String json, String html, String hits, String hitTable) {
        public static Report of(Reports reports, RunId run) {
            return new Report(
                    reports.json(run).toString(),
                    reports.page(run).toString(),
                    reports.hits(run).toString(),
                    reports.hitTable(run).toString());
        }
    }

    public static ProofDocument of(ProofReport report, Report place, double seconds) {
        Map<String, Long> classes = new TreeMap<>();
        report.hits().forEach(hit -> classes.merge(hit.hitClass(), hit.count(), Long::sum));
        return new ProofDocument(
                report.run(),
                report.name(),
                report.green(),
                report.findings(),
                report.residuals(),
                report.residualCount(),
                classes,
                report.hits(),
                report.hitList(),
                report.possible(),
                report.acknowledged(),
                report.statisticsUnchanged(),
                report.statistics(),
                report.risk().smallestGroup(),
                report.risk(),
                report.keptRecords(),
                report.keptUntil(),
                report.subjects(),
                report.done(),
                report.anonymised(),
                report.recordsKept(),
                report.skipped(),
                report.failed(),
                report.reasons(),
                report.notTreated(),
                report.activityAfterAnonymisation(),
                report.complete(),
                report.told(),
                report.files(),
                report.lostDecisions(),
                report.searched(),
                report.treatments(),
                place,
                seconds);
    }
}

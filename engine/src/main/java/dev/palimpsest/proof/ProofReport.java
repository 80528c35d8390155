package dev.palimpsest.proof;

import dev.palimpsest.ledger.Told;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was verified after a run. Holds no personal data: tables, columns, keys, counts and dates only. Dates are ISO 8601.
 *
 * @param name what a human called the preview; null where nobody did
 * @param notTreated each of the skipped and failed, in key order
 * @param green nothing of the treated people is left that must not be, everything was read, and no statistic changed
 * @param findings why it is not green, in sentences
 * @param residuals the first thousand of what turns the proof red; the {@code hitList} has them all
 * @param residualCount all of them
 * @param hits what was found where, all classes
 * @param hitList where every hit of every class is named; null in reports of earlier versions
 * @param possible the first thousand of what is for a human to look at, the strongest evidence first
 * @param acknowledged the first thousand of what somebody has decided may stay, with the reason
 * @param statisticsUnchanged every statistic of the kept rows is the same before and after
 * @param keptUntil treated subjects whose statutory records are kept, by the last day
 * @param activityAfterAnonymisation treated subjects of whom the business has written since
 * @param told how far other systems were told of the treated; whoever has not confirmed leaves the run incomplete, not red
 * @param files rows that named a file outside the database when their people were treated, by table; the files stay, which leaves the
 *     run incomplete, not red
 * @param lostDecisions what is to be told of decisions that no longer find what they are about
 * @param previous SHA-256 of the report before this one in the same home; null for the first
 */
public record ProofReport(
        String run,
        @Nullable String name,
        String map,
        String mapDigest,
        String planDigest,
        String previewDigest,
        String database,
        String releasedBy,
        String startedAt,
        String provedAt,
        String today,
        String cutoff,
        long subjects,
        long done,
        long skipped,
        long failed,
        Map<String, Long> reasons,
        List<NotTreated> notTreated,
        boolean green,
        List<String> findings,
        List<Residual> residuals,
        long residualCount,
        List<HitCount> hits,
        @Nullable HitList hitList,
        List<HitLine> possible,
        List<HitLine> acknowledged,
        Searched searched,
        List<Checked> treatments,
        boolean statisticsUnchanged,
        List<Statistic> statistics,
        List<KeptRecords> keptRecords,
        Map<String, Long> keptUntil,
        Risk risk,
        long activityAfterAnonymisation,
        List<Told> told,
        Map<String, Long> files,
        List<String> lostDecisions,
        @Nullable String previous) {

    /** Reports of earlier versions told of nobody, named nobody who was not treated, no files, and no hits but residuals. */
    public ProofReport {
        possible = possible == null ? List.of() : List.copyOf(possible);
        acknowledged = acknowledged == null ? List.of() : List.copyOf(acknowledged);
        files = files == null ? Map.of() : files;
        notTreated = notTreated == null ? List.of() : List.copyOf(notTreated);
        told = told == null ? List.of() : List.copyOf(told);
        lostDecisions = lostDecisions == null ? List.of() : List.copyOf(lostDecisions);
    }

    /** Somebody the run was to treat and did not: {@code skipped} or {@code failed}. */
    public record NotTreated(String key, String outcome, String reason) {}

    /** Identifiers of one kind found in one column. */
    public record HitCount(String table, String column, String kind, String hitClass, long count) {}

    /**
     * What was read.
     *
     * @param notRead what could not be read, so that the proof is not green
     * @param leftOut columns of plain numbers in which nothing that was looked for can stand, embeddings, and statistics that may
     *     not be read, with the reason
     * @param byOthers identifiers that somebody under {@code others} bears, too: where others' texts name them, they are possible
     *     or shared
     */
    public record Searched(
            int tables,
            long rows,
            long bytes,
            long fingerprints,
            List<String> notRead,
            List<String> leftOut,
            List<ByOthers> byOthers) {
        /** Reports of earlier versions left nothing out and asked nobody but subjects. */
        public Searched {
            leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
            byOthers = byOthers == null ? List.of() : List.copyOf(byOthers);
        }
    }

    /** How many identifiers of a kind somebody in a table under {@code others} bears, too. */
    public record ByOthers(String table, String kind, long identifiers) {}

    /** A treated column read again; {@code column} is empty for rows that were to go. */
    public record Checked(String table, String column, String treatment, long rows, long wrong, long afterwards) {}

    /** How many hits there are of a class. */
    public long hitsOf(String hitClass) {
        return hits.stream()
                .filter(hit -> hit.hitClass().equals(hitClass))
                .mapToLong(HitCount::count)
                .sum();
    }

    /** Treated subjects of whom a record is still kept: never simply called anonymised. */
    public long recordsKept() {
        return keptUntil.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Treated subjects of whom nothing is kept. */
    public long anonymised() {
        return done - recordsKept();
    }

    /** Rows that named files which stay. */
    public long filesLeft() {
        return files.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether it is green, no files stay, and every other system has confirmed. */
    public boolean complete() {
        return green && files.isEmpty() && allConfirmed();
    }

    /** Whether every other system has confirmed. */
    public boolean allConfirmed() {
        return told.stream().allMatch(Told::allConfirmed);
    }

    /**
     * The same, with what other systems have confirmed since.
     *
     * @param head hash of the report before
     */
    public ProofReport with(List<Told> others, @Nullable String head) {
        return new ProofReport(
                run,
                name,
                map,
                mapDigest,
                planDigest,
                previewDigest,
                database,
                releasedBy,
                startedAt,
                provedAt,
                today,
                cutoff,
                subjects,
                done,
                skipped,
                failed,
                reasons,
                notTreated,
                green,
                findings,
                residuals,
                residualCount,
                hits,
                hitList,
                possible,
                acknowledged,
                searched,
                treatments,
                statisticsUnchanged,
                statistics,
                keptRecords,
                keptUntil,
                risk,
                activityAfterAnonymisation,
                others,
                files,
                lostDecisions,
                head);
    }
}

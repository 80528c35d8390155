package dev.palimpsest.run;

import dev.palimpsest.ledger.NotDone;
import dev.palimpsest.ledger.Outcome;
import dev.palimpsest.ledger.Receipts;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Told;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param name what a human called the preview; null where nobody did
 * @param status where the run stands now
 * @param reasons why subjects were skipped, with their number; blocker ids, verdicts, {@code busy}, {@code gone}
 * @param failures error codes of failed subjects, with their number
 * @param notTreated each of these, in key order
 * @param rows rows treated by this call
 * @param again subjects treated before whom this call has treated again, since the map was mended
 * @param merged treated subjects whose own rows went and whose kept rows one shared profile received
 * @param reassigned rows that lead to somebody else now, by table
 * @param removed treated subjects whose own rows went
 * @param swept texts of other records in which something was struck, by {@code table.column}
 * @param keptUntil treated subjects whose statutory records are still kept, by the last day
 * @param notCleared what housekeeping had no right to clear
 * @param files rows that named a file outside the database when their people were treated, by table; files are not treated
 * @param statements SQL statements sent for the chunks of this call
 * @param chunks transactions committed by this call
 * @param told how far other systems were told of the treated
 * @param warnings of other runs of the same people, and of decisions that count no more
 */
public record RunResult(
        RunId run,
        @Nullable String name,
        RunRecord.Status status,
        long subjects,
        long done,
        long skipped,
        long failed,
        Map<String, Long> reasons,
        Map<String, Long> failures,
        List<NotDone> notTreated,
        long rows,
        long again,
        long merged,
        Map<String, Long> reassigned,
        long removed,
        Map<String, Long> swept,
        Map<LocalDate, Long> keptUntil,
        List<String> notCleared,
        Map<String, Long> files,
        long statements,
        long chunks,
        List<Told> told,
        List<String> warnings) {

    /** What a run came to that is over in this way, from its receipts. */
    static RunResult of(RunRecord run, RunRecord.Status status, Receipts receipts) throws SQLException {
        Map<Outcome, Long> counts = receipts.counts();
        return new RunResult(
                run.id(),
                run.name(),
                status,
                run.subjects(),
                counts.getOrDefault(Outcome.DONE, 0L),
                counts.getOrDefault(Outcome.SKIPPED, 0L),
                counts.getOrDefault(Outcome.FAILED, 0L),
                receipts.reasons(Outcome.SKIPPED),
                receipts.reasons(Outcome.FAILED),
                receipts.notDone(),
                0,
                0,
                0,
                Map.of(),
                0,
                Map.of(),
                receipts.keptUntil(),
                List.of(),
                Map.of(),
                0,
                0,
                List.of(),
                List.of());
    }

    /** Treated subjects of whom a record is still kept: never simply called anonymised. */
    public long recordsKept() {
        return keptUntil.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Treated subjects of whom nothing is kept. */
    public long anonymised() {
        return done - recordsKept();
    }

    /** Whether every frozen subject was treated, nothing old was left behind, and every other system has confirmed. */
    public boolean isComplete() {
        return skipped == 0
                && failed == 0
                && notCleared.isEmpty()
                && told.stream().allMatch(Told::allConfirmed);
    }

    /** The same, with how far other systems were told. */
    public RunResult with(List<Told> others) {
        return new RunResult(
                run,
                name,
                status,
                subjects,
                done,
                skipped,
                failed,
                reasons,
                failures,
                notTreated,
                rows,
                again,
                merged,
                reassigned,
                removed,
                swept,
                keptUntil,
                notCleared,
                files,
                statements,
                chunks,
                others,
                warnings);
    }
}

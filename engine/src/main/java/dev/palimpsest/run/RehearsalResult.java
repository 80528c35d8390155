package dev.palimpsest.run;

import dev.palimpsest.chunk.Rehearsed;
import dev.palimpsest.ledger.NotDone;
import dev.palimpsest.ledger.Outcome;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.preview.Preview;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal came to. Everything is as it was.
 *
 * @param name what a human called the preview; null where nobody did
 * @param preview its digest
 * @param people how many the preview froze
 * @param rehearsed how many of them were treated and undone
 * @param done rehearsed people who would go
 * @param reasons why rehearsed people would be skipped, with their number
 * @param failures why rehearsed people would fail, with their number
 * @param refused each of these, in the order in which it was found out
 * @param tables rows that would change, in the order in which they do
 * @param struck own texts in which something would be struck, by {@code table.column}
 * @param reassigned rows that would lead to somebody else, by table
 * @param removed people whose own rows would go
 * @param keptUntil people whose statutory records would be kept, by the last day
 * @param notSwept columns that a run sweeps for treated people in everybody's rows; that was not rehearsed
 * @param took how long the chunks took, without pauses
 * @param estimate how long the chunks of everybody in the preview would take at that pace; sweep, clearing and proof come on
 *     top
 */
public record RehearsalResult(
        @Nullable String name,
        String preview,
        long people,
        long rehearsed,
        long done,
        Map<String, Long> reasons,
        Map<String, Long> failures,
        List<NotDone> refused,
        List<TableRows> tables,
        Map<String, Long> struck,
        Map<String, Long> reassigned,
        long removed,
        Map<LocalDate, Long> keptUntil,
        List<String> notSwept,
        Duration took,
        Duration estimate) {

    /**
     * Rows of one table that would change.
     *
     * @param action {@code treat}, {@code delete} or {@code sever}, as in {@link Preview.TableEffect}
     */
    public record TableRows(String table, String action, long rows) {}

    static RehearsalResult of(Preview preview, Plan plan, long rehearsed, Rehearsed what, Duration took) {
        List<TableRows> tables = new ArrayList<>();
        what.rows().forEach((change, rows) -> tables.add(new TableRows(change.table(), change.action(), rows)));
        long people = preview.keys().size();
        return new RehearsalResult(
                preview.name(),
                preview.digest(),
                people,
                rehearsed,
                what.done(),
                reasons(what, Outcome.SKIPPED),
                reasons(what, Outcome.FAILED),
                what.refused(),
                tables,
                what.struck(),
                what.reassigned(),
                what.removed(),
                what.keptUntil(),
                plan.tables().stream()
                        .flatMap(table ->
                                table.swept().keySet().stream().map(column -> table.name() + "." + column.name()))
                        .toList(),
                took,
                took.multipliedBy(people).dividedBy(Math.max(1, rehearsed)));
    }

    private static Map<String, Long> reasons(Rehearsed what, Outcome outcome) {
        Map<String, Long> reasons = new TreeMap<>();
        what.refused().stream()
                .filter(refused -> refused.outcome() == outcome)
                .forEach(refused -> reasons.merge(refused.reason(), 1L, Long::sum));
        return reasons;
    }

    /** How many rehearsed people would be skipped. */
    public long skipped() {
        return reasons.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many rehearsed people would fail. */
    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rows that would change. */
    public long rows() {
        return tables.stream().mapToLong(TableRows::rows).sum();
    }

    /** Whether every rehearsed person would go. */
    public boolean isComplete() {
        return refused.isEmpty();
    }
}

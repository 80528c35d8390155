package dev.palimpsest.cli.document;

import dev.palimpsest.ledger.Decision;
import dev.palimpsest.proof.FindingDecisions;
import dev.palimpsest.trace.RowNames;
import java.util.List;

/**
 * Decisions about what the proofs of a run have found.
 *
 * @param act {@code decide}, {@code withdraw} or {@code list}
 * @param run id of the run
 */
public record DecideDocument(String act, String run, List<Line> decisions, double elapsedSeconds) {
    /**
     * One decision.
     *
     * @param columns over which it is spread that was found
     * @param decision {@code treat} or {@code keep}
     * @param counts false where the row is named as an earlier version did, so that nothing is found by it any more
     */
    public record Line(
            String table,
            String column,
            List<String> columns,
            String key,
            String decision,
            String reason,
            String by,
            String at,
            boolean counts) {}

    public static DecideDocument of(String act, FindingDecisions.Taken taken, double seconds) {
        return new DecideDocument(
                act,
                taken.run().value(),
                taken.decisions().stream().map(DecideDocument::line).toList(),
                seconds);
    }

    private static Line line(Decision each) {
        return new Line(
                each.table(),
                each.column(),
                each.columns(),
                each.key(),
                each.verdict().word(),
                each.reason(),
                each.by(),
                each.at().toString(),
                !RowNames.isOfEarlier(each.key()));
    }
}

package dev.palimpsest.trace;

import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.Decision;
import org.jspecify.annotations.Nullable;

/**
 * Something of a treated subject found again. Names the place, never the value.
 *
 * @param column in which it begins; empty for a whole row
 * @param key the row's name, see {@link RowNames}; empty where it stands in no row
 * @param what the kind of identifier, or what a treatment should have left
 * @param ofTreated the row leads to somebody whom the run has treated, as far as this was asked
 * @param weak alone it would prove little: a part of a name, a short number
 * @param decision what was decided about it; null for nothing
 */
public record Leftover(
        TableName table,
        String column,
        String key,
        String what,
        HitClass hitClass,
        boolean ofTreated,
        boolean weak,
        @Nullable Decision decision) {

    /** How many ranks there are. */
    public static final int RANKS = 7;

    /** 0 for the strongest evidence, to {@code RANKS - 1}. */
    public int rank() {
        return switch (hitClass) {
            case RESIDUAL -> 0;
            case POSSIBLE -> ofTreated ? 1 : weak ? 3 : 2;
            case KEPT -> 4;
            case ACKNOWLEDGED -> 5;
            case SHARED -> 6;
        };
    }
}

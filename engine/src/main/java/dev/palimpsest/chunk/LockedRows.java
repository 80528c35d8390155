package dev.palimpsest.chunk;

import dev.palimpsest.plan.Way;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What the locks of a chunk came to, for whoever asks for the same rows later in the transaction.
 *
 * @param rows how many rows lead to the chunk's people by each way; not where nobody has counted them
 * @param figures what was measured of them
 */
public record LockedRows(Map<Way, Long> rows, Map<Way, List<BigDecimal>> figures) {
    /** Of other people than were locked nothing is known. */
    static final LockedRows UNKNOWN = new LockedRows(Map.of(), Map.of());

    public LockedRows {
        rows = Map.copyOf(rows);
        figures = Map.copyOf(figures);
    }
}

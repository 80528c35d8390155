package dev.palimpsest.chunk;

import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.Receipt;
import dev.palimpsest.map.SubjectKey;
import java.util.List;
import java.util.Map;

/**
 * What was done to people, and what is to be written down of it.
 *
 * @param receipts one of each of the people
 * @param files rows that named a file outside the database, by table
 */
record Worked(
        Measures.Taken before,
        Measures.Taken after,
        List<ChunkTreatment.Treated> treated,
        Departed departed,
        List<Receipt> receipts,
        Map<TableName, Long> files) {

    /**
     * What left its people.
     *
     * @param moved rows moved, by table
     * @param made keys of the profiles that were made to receive them
     * @param records statutory records among them and behind them, by table
     * @param removed subjects whose own rows went
     */
    record Departed(Map<TableName, Long> moved, List<SubjectKey> made, Map<TableName, Long> records, long removed) {}

    /** Rows treated. */
    long rows() {
        return treated.stream().mapToLong(ChunkTreatment.Treated::changed).sum();
    }
}

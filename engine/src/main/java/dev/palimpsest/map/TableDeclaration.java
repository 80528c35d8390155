package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of one table's rows: an entry of section {@code treatment}.
 *
 * @param table as written
 * @param rows what happens to the rows as a whole
 * @param columns column to treatment, in the order of the map
 * @param keep columns kept as they are, named in a list
 * @param keepAll every column not named in this entry is kept
 * @param retain the statutory record class of the rows, when they are one
 * @param coOwners others than the subject who stand in the rows, too
 */
public record TableDeclaration(
        String table,
        Rows rows,
        Map<String, TreatmentDeclaration> columns,
        List<String> keep,
        boolean keepAll,
        @Nullable Retain retain,
        List<CoOwnerDeclaration> coOwners,
        Link link,
        Position at) {

    /** What happens to the rows as a whole. */
    public enum Rows {
        /** The rows stay, their columns are treated. */
        STAY,
        /** The rows go. */
        DELETE,
        /** Linked by key, but nothing of the subject stands in it. */
        IGNORE
    }

    /**
     * A statutory record.
     *
     * @param recordClass for instance {@code invoice}
     * @param starts the column from which the period is counted
     */
    public record Retain(String recordClass, String starts, Position at) {}
}

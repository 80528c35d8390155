package dev.palimpsest.database;

import java.util.List;

/**
 * A declared reference. One that a partition has from its parent stands at the parent only; one that partitions have of
 * their own stands at the parent, too.
 *
 * @param columns the referring columns of {@code from}, in the order of {@code toColumns}
 * @param deferrable the check may happen as late as the commit, or not at all for rows of some partition, so that a writer
 *     may hold no lock on the row it refers to
 */
public record ForeignKey(
        String name,
        TableName from,
        List<String> columns,
        TableName to,
        List<String> toColumns,
        DeleteRule onDelete,
        boolean deferrable) {

    /** What the database does with the referring row when the referred row is deleted. */
    public enum DeleteRule {
        /** The deletion is refused. */
        RESTRICT,
        /** The referring row is deleted, too. */
        CASCADE,
        /** The referring columns become NULL. */
        SET_NULL,
        /** The referring columns get their default. */
        SET_DEFAULT
    }
}

package dev.palimpsest.database;

import dev.palimpsest.map.SubjectKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How keys and rows of values travel to the database. A part of {@link Dialect}. */
public interface KeyDialect {
    /**
     * Keys as a relation with the one column {@code palimpsest_key}, for statements that only read.
     *
     * @param keyType the type of the subject's key column
     */
    KeySet keys(List<SubjectKey> keys, String keyType);

    /** Makes the session's table of the keys under treatment. */
    Sql createChunkTable(String keyType);

    Sql dropChunkTable();

    /** Puts keys into the chunk table, once in a transaction. */
    Sql fillChunkTable(List<SubjectKey> keys, String keyType);

    /** Lets the planner know how many keys are in the chunk table. */
    Sql analyseChunkTable();

    /** Takes keys out of the chunk table. */
    Sql emptyChunkTable(List<SubjectKey> keys, String keyType);

    /** The chunk table as a relation with the one column {@code palimpsest_key}. */
    KeySet chunkTable(String keyType);

    /** Rows of text values as a relation with the columns {@code c0, c1, ...}, each cast to its type. */
    Sql rows(List<? extends List<? extends @Nullable String>> columns, List<String> types);

    /**
     * Keys as part of a statement.
     *
     * @param with what stands in front of the statement; may be empty
     * @param relation the relation's name with the column {@code palimpsest_key}
     */
    record KeySet(Sql with, String relation) {}
}

package dev.palimpsest.treatment;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import java.util.List;
import java.util.Optional;

/** What is to become of one column, ready to be applied. */
public sealed interface Treatment permits Keep, Treatment.Computed, Redact, Reassign {

    /** The word in the map. */
    String word();

    /** In few words, for previews and reports; never a value of the database. */
    String describe();

    /** Whether the value stays as it is. */
    default boolean keeps() {
        return false;
    }

    /** Whether nothing is left of the value, whatever stands beside it. */
    default boolean empties() {
        return false;
    }

    /** Whether many people share the value afterwards, so that it may still tell them apart. */
    default boolean coarsens() {
        return false;
    }

    /** Whether the value becomes a fresh one of its own. */
    default boolean randomises() {
        return false;
    }

    /** Whether the column leads to somebody else afterwards. */
    default boolean reassigns() {
        return false;
    }

    /** The column that refers to somebody else who may stand in the row, and whose value then stays. */
    default Optional<Column> claimedBy() {
        return Optional.empty();
    }

    /** This, where the database computes the new value. */
    default Optional<Computed> computed() {
        return Optional.empty();
    }

    /** This, where texts are read and struck. */
    default Optional<Redact> redaction() {
        return Optional.empty();
    }

    /** The same as it is written into this column. */
    default Treatment in(Column column) {
        return this;
    }

    /**
     * Why this column cannot bear the treatment: what is wrong and what to write instead. Empty when it can.
     *
     * @param table the column's table
     */
    List<String> objections(Column column, Table table);

    /** A text that it writes whatever stands there, so that the column must have its characters; empty when there is none. */
    default Optional<String> writes() {
        return Optional.empty();
    }

    /** The one text that stands in everybody's column afterwards; empty where it is not the same for everybody. */
    default Optional<String> leaves() {
        return Optional.empty();
    }

    /** A treatment that the database computes from the old value in one set-based statement. */
    non-sealed interface Computed extends Treatment {
        @Override
        default Optional<Computed> computed() {
            return Optional.of(this);
        }

        /** The new value of a column whose old value is {@code expression}. */
        Sql value(Column column, String expression, Dialect dialect);

        /**
         * A condition that holds for every value this treatment has written, so that the proof can read it again; empty
         * when a written value cannot be told from another.
         */
        Optional<Sql> holdsAfterwards(Column column, String expression, Dialect dialect);

        /** A value that must fit the column whatever the old one was, for the database to try; empty where none is fixed. */
        default Optional<Sql> trial(Column column, Dialect dialect) {
            return Optional.empty();
        }
    }
}

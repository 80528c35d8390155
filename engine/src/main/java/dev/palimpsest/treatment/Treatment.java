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

    /** A treatment that the database computes from the old value in one set-based statement. */
    non-sealed interface Computed extends Treatment {
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

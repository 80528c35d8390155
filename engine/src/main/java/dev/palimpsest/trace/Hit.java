package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.ledger.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint found in a column.
 *
 * @param table the table as people know it; for a row of a partition the partitioned table
 * @param columns the columns it is spread over, the one in which it begins first
 * @param locator where the row lies physically; valid until the row is written again
 * @param owner whose the row says itself to be, where {@link OwnerColumns} knows a column that says so
 * @param ties keys of subjects that the row names besides, where {@link OwnerColumns} knows columns that may; mostly empty
 * @param key the row's name, see {@link RowNames}
 * @param start where in the first column's text it begins
 * @param end behind its last character
 * @param patched put together from parts of several columns' texts; it fills none of them
 * @param whole nothing else stands in these columns
 * @param decision what was decided about this very text in this place; null for nothing
 */
record Hit(
        Table table,
        List<Column> columns,
        Locator locator,
        @Nullable String owner,
        List<String> ties,
        String key,
        Fingerprint fingerprint,
        int start,
        int end,
        boolean patched,
        boolean whole,
        @Nullable Decision decision) {

    /** The column in which it begins. */
    Column column() {
        return columns.getFirst();
    }

    int length() {
        return end - start;
    }

    /** Whether the other is found in the same text, inside this one. */
    boolean holds(Hit other) {
        return column().equals(other.column())
                && locator.row().equals(other.locator.row())
                && start <= other.start
                && other.end <= end;
    }

    /**
     * @param partition the partition the row lies in; null where the table has none
     * @param row the database's own address of the row
     */
    record Locator(@Nullable Table partition, String row) {}
}

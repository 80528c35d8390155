package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.identity.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint found in a column.
 *
 * @param table the table as people know it; for a row of a partition the partitioned table
 * @param locator where the row lies physically; valid until the row is written again
 * @param key the primary key in words, or the locator where the key itself could be a person's
 * @param length characters of the text found
 */
record Hit(Table table, Column column, Locator locator, String key, Fingerprint fingerprint, int length) {

    /**
     * @param partition the partition the row lies in; null where the table has none
     * @param row the database's own address of the row
     */
    record Locator(@Nullable Table partition, String row) {}
}

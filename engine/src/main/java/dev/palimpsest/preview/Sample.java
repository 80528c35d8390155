package dev.palimpsest.preview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row before and after, for the operator's eyes at the moment of display. Never stored.
 *
 * @param key primary key of the row
 */
public record Sample(String table, String key, List<Change> changes) {

    /** One column's value before and after. */
    public record Change(
            String column,
            @Nullable String before,
            @Nullable String after) {
        /** The column only. */
        @Override
        public String toString() {
            return column;
        }
    }

    /** Table and key only. */
    @Override
    public String toString() {
        return table + " " + key;
    }
}

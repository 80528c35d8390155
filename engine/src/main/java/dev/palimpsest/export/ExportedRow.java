package dev.palimpsest.export;

import dev.palimpsest.map.SubjectKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of one person.
 *
 * @param shared it belongs to others, too, so that only what the map treats is shown
 * @param values of the shown columns of the table, in their order
 */
record ExportedRow(SubjectKey key, boolean shared, List<Value> values) {

    /**
     * One value in its text form: bytes in base64, truth as {@code true} or {@code false}.
     *
     * @param text null for NULL, and for what is not shown
     */
    record Value(
            ExportedColumn column, boolean shown, @Nullable String text) {}
}

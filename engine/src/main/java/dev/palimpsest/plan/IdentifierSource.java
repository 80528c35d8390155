package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.IdentifierKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one identifier of the subjects stands: columns of one table, in the order of the identifier's parts.
 *
 * @param way from the table to the subject
 * @param unless names a co-owner, whose identifier it is where the column is not NULL; null where it is the subject's in
 *     any case
 */
public record IdentifierSource(
        IdentifierKind kind,
        Table table,
        List<Column> columns,
        Way way,
        @Nullable Column unless) {

    public IdentifierSource(IdentifierKind kind, Table table, List<Column> columns, Way way) {
        this(kind, table, columns, way, null);
    }
}

package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.Predicate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one identifier of the subjects stands: columns of one table, in the order of the identifier's parts.
 *
 * @param way from the table to the subject
 * @param unless names a co-owner, whose identifier it is where the column is not NULL; null where it is the subject's in
 *     any case
 * @param where it stands only in rows for which this holds; null for all
 * @param joined where its further parts stand, in other rows of the same subject; mostly empty
 */
public record IdentifierSource(
        IdentifierKind kind,
        Table table,
        List<Column> columns,
        Way way,
        @Nullable Column unless,
        @Nullable Predicate where,
        List<IdentifierSource> joined) {

    public IdentifierSource {
        columns = List.copyOf(columns);
        joined = List.copyOf(joined);
    }

    IdentifierSource(IdentifierKind kind, Table table, List<Column> columns, Way way, @Nullable Column unless) {
        this(kind, table, columns, way, unless, null, List.of());
    }

    IdentifierSource(IdentifierKind kind, Table table, List<Column> columns, Way way) {
        this(kind, table, columns, way, null);
    }

    /** The same, whose further parts stand there. */
    IdentifierSource with(List<IdentifierSource> others) {
        return new IdentifierSource(kind, table, columns, way, unless, where, others);
    }

    /** Each row that it is put together from: this one and those joined with it. */
    public Stream<IdentifierSource> rows() {
        return Stream.concat(Stream.of(this), joined.stream());
    }
}

package dev.palimpsest.trace;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Table;
import java.util.Collection;
import java.util.List;

/** How a proof names the rows of a table, and how they are found again by that. */
final class RowKeys {
    private RowKeys() {}

    /**
     * The condition that holds for the rows of these keys; the table is read once for it.
     *
     * @param read the table or partition in which they lie
     */
    static String condition(Table table, Table read, Collection<String> keys, Dialect dialect) {
        return expression(table, read, dialect) + " in ("
                + String.join(
                        ", ", keys.stream().distinct().map(dialect::literal).toList()) + ")";
    }

    private static String expression(Table table, Table read, Dialect dialect) {
        return table.hasHarmlessKey()
                ? dialect.joined(
                        ",", table.primaryKey().stream().map(dialect::quote).toList())
                : place(table, read, dialect);
    }

    /** Where a row lies, as text for people; places are counted anew in each partition. */
    static String place(Table table, Table read, Dialect dialect) {
        String place = dialect.placeInWords(table, dialect.quote(read.name().name()));
        return read.name().equals(table.name())
                ? place
                : dialect.joined(
                        " of ", List.of(place, dialect.literal(read.name().name())));
    }
}

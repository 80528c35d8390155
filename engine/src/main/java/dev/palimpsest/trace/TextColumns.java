package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Table;
import java.util.ArrayList;
import java.util.List;

/** Which columns of a table the proof must read. */
final class TextColumns {
    private TextColumns() {}

    /**
     * Everything with a text form that a person can stand in, in the order of the table, so that a name in two columns is
     * found, bytes that may be texts among them; behind them whole numbers and UUIDs that are no keys, since a customer
     * number may be one.
     */
    static List<Column> of(Table table, Dialect dialect) {
        List<Column> columns = new ArrayList<>();
        table.columns().stream()
                .filter(column -> column.family().holdsText()
                        || column.family() == ColumnFamily.BINARY && dialect.holdsWords(column))
                .forEach(columns::add);
        table.columns().stream().filter(column -> isPlain(column, table)).forEach(columns::add);
        return columns;
    }

    private static boolean isPlain(Column column, Table table) {
        boolean number = column.family() == ColumnFamily.INTEGER
                || (column.family() == ColumnFamily.DECIMAL
                        && Integer.valueOf(0).equals(column.scale()))
                || column.family() == ColumnFamily.UUID;
        return number
                && !column.identity()
                && !table.primaryKey().contains(column.name())
                && table.foreignKeys().stream().noneMatch(key -> key.columns().contains(column.name()));
    }
}

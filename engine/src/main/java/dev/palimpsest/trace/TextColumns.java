package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Table;
import dev.palimpsest.identity.Scanner;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.map.IdentifierKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns of a table the proof must read.
 *
 * @param read in the order in which they are read
 * @param leftOut plain columns, of numbers or bytes, in which nothing that is looked for can stand, and embeddings, with the reason
 */
record TextColumns(List<Column> read, List<String> leftOut) {
    /** A customer number of fewer digits is found by chance. */
    static final int FEWEST_OF_A_NUMBER = 5;

    /**
     * Everything with a text form that a person can stand in, in the order of the table, so that a name in two columns is
     * found, bytes that may be texts among them; behind them whole numbers and UUIDs that are no keys, since a customer
     * number may be one, or a login, and a house number part of an address whose street stands beside it.
     *
     * @param traces what is looked for
     */
    static TextColumns of(Table table, TraceSet traces, Dialect dialect) {
        List<Column> read = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        table.columns().stream()
                .filter(Column::isEmbedding)
                .forEach(column -> leftOut.add(table.name() + "." + column.name() + ": of type " + column.typeName()
                        + ", in which nobody can read the words it may have been made of"));
        table.columns().stream()
                .filter(column -> !column.isEmbedding())
                .filter(column -> column.family().holdsText()
                        || column.family() == ColumnFamily.BINARY && dialect.holdsWords(column))
                .forEach(read::add);
        boolean hasTexts = !read.isEmpty();
        for (Column column : table.columns()) {
            if (column.family() == ColumnFamily.BINARY
                    && !column.isEmbedding()
                    && !read.contains(column)
                    && !isKey(column, table)) {
                leftOut.add(table.name() + "." + column.name() + ": bytes that can be no text");
            }
            if (!isPlain(column, table)) {
                continue;
            }
            String reason = reasonToLeaveOut(column, hasTexts, traces);
            if (reason.isEmpty()) {
                read.add(column);
            } else {
                leftOut.add(table.name() + "." + column.name() + ": " + reason);
            }
        }
        return new TextColumns(List.copyOf(read), List.copyOf(leftOut));
    }

    /** Empty where something that is looked for can stand in the plain column. */
    private static String reasonToLeaveOut(Column column, boolean besideTexts, TraceSet traces) {
        if (besideTexts && traces.holds(IdentifierKind.ADDRESS)) {
            return "";
        }
        boolean numbers = traces.holds(IdentifierKind.NUMBER);
        if (column.family() == ColumnFamily.UUID) {
            boolean tokens = numbers || traces.holds(IdentifierKind.LOGIN);
            return tokens ? "" : "identifiers of this form are not looked for";
        }
        if (!numbers && !traces.holds(IdentifierKind.PHONE)) {
            return "numbers are not looked for";
        }
        int fewest = numbers ? FEWEST_OF_A_NUMBER : Scanner.FEWEST_DIGITS_OF_A_PHONE;
        // a whole number may have a digit more than those that always fit
        Integer digits = column.length();
        return digits == null || digits + 1 >= fewest ? "" : "too short a number to prove anything";
    }

    private static boolean isPlain(Column column, Table table) {
        boolean number = column.family() == ColumnFamily.INTEGER
                || (column.family() == ColumnFamily.DECIMAL
                        && Integer.valueOf(0).equals(column.scale()))
                || column.family() == ColumnFamily.UUID;
        return number && !column.identity() && !isKey(column, table);
    }

    private static boolean isKey(Column column, Table table) {
        return table.primaryKey().contains(column.name())
                || table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()));
    }
}

package dev.palimpsest.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table of the live schema.
 *
 * @param primaryKey column names in key order; empty when there is none
 * @param uniqueKeys column lists of unique constraints and plain unique indexes, the primary key not among them
 * @param indexes all usable ordered indexes by name, with their columns in order, the primary key's included; partial ones
 *     and those over expressions are not usable
 * @param triggers the user's own triggers that are switched on, and rewrite rules; not those of foreign keys
 * @param partitions direct and indirect partitions, when partitioned, in the order of their names
 * @param rowSecurity rows may be hidden from us by row-level security
 * @param hazards what makes it unsafe to write to the table
 */
public record Table(
        TableName name,
        Kind kind,
        List<Column> columns,
        List<String> primaryKey,
        List<List<String>> uniqueKeys,
        Map<String, List<String>> indexes,
        List<ForeignKey> foreignKeys,
        List<Trigger> triggers,
        List<TableName> partitions,
        boolean rowSecurity,
        Set<Hazard> hazards) {

    /** A property of the storage that stands against a treatment. */
    public enum Hazard {
        /** A write cannot be taken back, and no row can be locked. */
        NO_TRANSACTIONS,
        /** The database keeps the former values of every row by itself. */
        HISTORY
    }

    /** What kind of relation it is. */
    public enum Kind {
        /** Holds rows of its own. */
        TABLE,
        /** Holds its rows in partitions. */
        PARTITIONED,
        /** A partition of another table. */
        PARTITION,
        /** Computed at each read. */
        VIEW,
        /** A stored copy of a query, renewed by a refresh. */
        MATERIALISED_VIEW,
        /** Rows that lie in another system. */
        FOREIGN
    }

    /**
     * A trigger of the user's own.
     *
     * @param events when it fires, for instance {@code BEFORE INSERT OR UPDATE}; a rewrite rule begins with {@code RULE}
     * @param body what it does, or the text of the function it calls or of the rule, to see which tables it writes to;
     *     empty where the user may not read it
     */
    public record Trigger(String name, String events, String body) {}

    /** Whether a write can be taken back and a row locked. */
    public boolean transactional() {
        return !hazards.contains(Hazard.NO_TRANSACTIONS);
    }

    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    /** Whether these columns, in any order, hold no value twice. */
    public boolean isUnique(List<String> columnNames) {
        return sameColumns(primaryKey, columnNames)
                || uniqueKeys.stream().anyMatch(key -> sameColumns(key, columnNames));
    }

    /** Whether the column is part of the primary key or of any unique key. */
    public boolean isInUniqueKey(String columnName) {
        return primaryKey.contains(columnName) || uniqueKeys.stream().anyMatch(key -> key.contains(columnName));
    }

    /** Whether the primary key may be shown: not when there is none, or it holds text or bytes, which could be a person's. */
    public boolean hasHarmlessKey() {
        return !primaryKey.isEmpty()
                && primaryKey.stream()
                        .map(name -> column(name).orElseThrow().family())
                        .noneMatch(family -> family.holdsText() || family == ColumnFamily.BINARY);
    }

    /** Whether some index begins with this column. */
    public boolean hasIndexOn(String first) {
        return !indexesOn(first).isEmpty();
    }

    /**
     * Whether an index leads to rows by this column, once others have one value: it begins with some of those, or none, and
     * then this one.
     */
    public boolean hasIndexOn(String column, Set<String> fixed) {
        return indexes.values().stream()
                .map(index -> index.stream()
                        .dropWhile(each -> fixed.contains(each) && !each.equals(column))
                        .findFirst())
                .anyMatch(first -> first.filter(column::equals).isPresent());
    }

    /** The names of the indexes that begin with this column. */
    public List<String> indexesOn(String first) {
        return indexes.entrySet().stream()
                .filter(index -> index.getValue().getFirst().equals(first))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Whether some index begins with these two columns in this order. */
    public boolean hasIndexOn(String first, String second) {
        return indexes.values().stream()
                .anyMatch(index -> index.size() >= 2
                        && index.get(0).equals(first)
                        && index.get(1).equals(second));
    }

    private static boolean sameColumns(List<String> key, List<String> columnNames) {
        return !key.isEmpty() && key.size() == columnNames.size() && key.containsAll(columnNames);
    }
}

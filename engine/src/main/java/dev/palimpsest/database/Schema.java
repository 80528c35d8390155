package dev.palimpsest.database;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The live schema of one database: every table of every schema but the system's own and Palimpsest's.
 */
public final class Schema {
    private final String product;
    private final String currentSchema;
    private final boolean locksWhatIsRead;
    private final Map<TableName, Table> tables = new LinkedHashMap<>();

    /**
     * @param product the database's name and version, for instance {@code PostgreSQL 18.6}
     * @param currentSchema the schema of unqualified names on this connection
     * @param locksWhatIsRead whether a change that finds its rows by no index locks all that it reads
     */
    public Schema(String product, String currentSchema, boolean locksWhatIsRead, Collection<Table> tables) {
        this.product = product;
        this.locksWhatIsRead = locksWhatIsRead;
        this.currentSchema = currentSchema;
        tables.stream()
                .sorted((left, right) -> left.name().compareTo(right.name()))
                .forEach(table -> this.tables.put(table.name(), table));
    }

    public String product() {
        return product;
    }

    /** Whether a change that finds its rows by no index locks all that it reads. */
    public boolean locksWhatIsRead() {
        return locksWhatIsRead;
    }

    public String currentSchema() {
        return currentSchema;
    }

    /** All tables in the order of their names. */
    public List<Table> tables() {
        return List.copyOf(tables.values());
    }

    public Optional<Table> table(TableName name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** A table that is known to be there. */
    public Table require(TableName name) {
        return table(name).orElseThrow(() -> new IllegalArgumentException("no table " + name));
    }

    /** The tables in which the rows of a table lie: itself, or its partitions that have none of their own. */
    public List<Table> leaves(Table table) {
        if (table.kind() != Table.Kind.PARTITIONED) {
            return List.of(table);
        }
        return table.partitions().stream()
                .map(this::require)
                .filter(partition -> partition.partitions().isEmpty())
                .toList();
    }

    /** The foreign keys that point at this table. */
    public List<ForeignKey> referencesTo(TableName name) {
        return tables.values().stream()
                .flatMap(table -> table.foreignKeys().stream())
                .filter(key -> key.to().equals(name))
                .toList();
    }
}

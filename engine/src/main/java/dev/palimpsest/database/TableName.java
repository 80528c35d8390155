package dev.palimpsest.database;

/** The name of a table with its schema, exactly as the database stores it. */
public record TableName(String schema, String name) implements Comparable<TableName> {
    /** A name as it is written, {@code table} of this schema or {@code schema.table}. */
    public static TableName of(String written, String schema) {
        int dot = written.indexOf('.');
        return dot < 0
                ? new TableName(schema, written)
                : new TableName(written.substring(0, dot), written.substring(dot + 1));
    }

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}

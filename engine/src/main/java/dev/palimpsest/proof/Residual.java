package dev.palimpsest.proof;

/**
 * Something of a treated person that is still there. Names the place, never the value.
 *
 * @param what the kind of identifier found ({@code name}, {@code email}, ...), or what the treatment should have left
 * @param key primary key of the row, or {@code row (page,line)}, of a partition with its name, where the key itself could be a person's
 */
public record Residual(String table, String column, String key, String what) {}

package dev.palimpsest.proof;

/**
 * Something of a treated person that is still there. Names the place, never the value.
 *
 * @param what the kind of identifier found ({@code name}, {@code email}, ...), or what the treatment should have left
 * @param key primary key of the row, or a mark of it where it could be a person's, or of the whole row where there is none
 */
public record Residual(String table, String column, String key, String what) {}

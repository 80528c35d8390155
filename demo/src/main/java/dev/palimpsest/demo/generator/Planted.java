package dev.palimpsest.demo.generator;

import org.jspecify.annotations.Nullable;

/**
 * A personal datum in free text, JSON or a file name: a leftover once its owner is anonymised.
 *
 * @param key primary key of the row
 * @param subject whose datum it is
 * @param host whose row it is: the same person's, another one's, or null where the row belongs to nobody
 * @param ambiguous whether a namesake makes it impossible to tell whose it is
 * @param written the characters as they stand in the column (for JSON: in its text form); not part of
 *     {@link #toString()}
 */
public record Planted(
        String table,
        String column,
        long key,
        Form form,
        long subject,
        @Nullable Long host,
        boolean ambiguous,
        String written) {

    /** Whether the row is not the person's own, so that only a sweep can reach it. */
    public boolean elsewhere() {
        return host == null || host != subject;
    }

    @Override
    public String toString() {
        return form + " of " + subject + " in " + table + "." + column + ", key " + key;
    }
}

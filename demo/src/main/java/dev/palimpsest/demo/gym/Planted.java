package dev.palimpsest.demo.gym;

import org.jspecify.annotations.Nullable;

/**
 * A personal datum in free text, JSON or a file name: a leftover once its owner is anonymised.
 *
 * @param key primary key of the row
 * @param member whose datum it is
 * @param host whose row it is: the same member, another one, or null where the row belongs to nobody
 * @param ambiguous whether a namesake makes it impossible to tell whose it is
 * @param written the characters as they stand in the column (for JSON: in its text form); not part of
 *     {@link #toString()}
 */
public record Planted(
        String table,
        String column,
        long key,
        Form form,
        long member,
        @Nullable Long host,
        boolean ambiguous,
        String written) {

    /** Whether the row is not the member's own, so that only a sweep can reach it. */
    public boolean elsewhere() {
        return host == null || host != member;
    }

    @Override
    public String toString() {
        return form + " of member " + member + " in " + table + "." + column + ", key " + key;
    }
}

package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.List;
import java.util.Objects;

/**
 * One identifier as the columns hold it.
 *
 * @param kind what it is
 * @param parts NAME: the parts of one name, given names first; ADDRESS: street with house number, postal code, town (an
 *     empty text where one is missing), or four to six parts as the country writes them; every other kind: exactly one part
 */
public record Identifier(IdentifierKind kind, List<String> parts) {

    public Identifier {
        Objects.requireNonNull(kind, "kind");
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("An identifier of kind " + kind + " needs at least one part.");
        }
        boolean single = kind != IdentifierKind.NAME && kind != IdentifierKind.ADDRESS;
        if (single && parts.size() > 1) {
            throw new IllegalArgumentException(
                    "An identifier of kind " + kind + " has exactly one part, not " + parts.size() + ".");
        }
    }

    public static Identifier of(IdentifierKind kind, String... parts) {
        return new Identifier(kind, List.of(parts));
    }

    /** The kind and the number of parts; never the parts, for they name a person. */
    @Override
    public String toString() {
        return "Identifier[" + kind + ", parts=" + parts.size() + "]";
    }
}

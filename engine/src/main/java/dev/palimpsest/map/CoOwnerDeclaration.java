package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A second person who stands in rows that belong to somebody else, and what is to become of the columns that are theirs:
 * the partner of a shared membership, whoever pays, an emergency contact.
 *
 * @param column refers to the second person
 * @param columns column to treatment, in the order of the map; only this happens when the second person goes
 */
public record CoOwnerDeclaration(String column, Map<String, TreatmentDeclaration> columns, Position at) {
    public CoOwnerDeclaration {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
}

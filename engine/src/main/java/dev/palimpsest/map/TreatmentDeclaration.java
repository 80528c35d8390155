package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.util.Map;

/**
 * What the map says is to become of a column: a method with its options, not yet compared with any schema.
 *
 * @param method the word in the map, for instance {@code generalise}
 * @param options the value of the method under {@code ""} where it has one, and the options by name; each value is a
 *     String, Integer, Boolean, List of these or {@link LocalText}
 */
public record TreatmentDeclaration(String method, Map<String, Object> options, Position at) {}

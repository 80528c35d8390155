package dev.palimpsest.cli.text;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tables and columns as people call them: a schema that is everybody's is not said. */
final class Places {
    private Places() {}

    /** The same numbers; the schema in front of every name goes where all have the same. */
    static <T> Map<String, T> plain(Map<String, T> byPlace) {
        int length = commonSchema(byPlace.keySet());
        Map<String, T> plain = new LinkedHashMap<>();
        byPlace.forEach((place, value) -> plain.put(place.substring(length), value));
        return plain;
    }

    /** Length of the schema and its point that all have in common; 0 = none. */
    private static int commonSchema(Collection<String> places) {
        String first = places.stream().findFirst().orElse("");
        String schema = first.substring(0, first.indexOf('.') + 1);
        return places.stream().allMatch(place -> place.startsWith(schema)) ? schema.length() : 0;
    }
}

package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each part of a map stands in its file. A path is the keys from the top down; a word of a list is the last step. */
public final class Positions {
    private final String file;
    private final Map<List<String>, Position> byPath;

    Positions(String file, Map<List<String>, Position> byPath) {
        this.file = file;
        this.byPath = Map.copyOf(byPath);
    }

    /** Where the part stands, or the nearest part above it that stands in the file. */
    public Position at(String... path) {
        for (int length = path.length; length > 0; length--) {
            Position at = byPath.get(Arrays.asList(path).subList(0, length));
            if (at != null) {
                return at;
            }
        }
        return new Position(file, 1, 1);
    }

    /** All positions at or below this path, by the rest of the path, its steps joined by dots. */
    Map<String, Position> below(String... path) {
        List<String> start = List.of(path);
        Map<String, Position> found = new HashMap<>();
        byPath.forEach((steps, at) -> {
            if (steps.size() >= start.size() && steps.subList(0, start.size()).equals(start)) {
                found.put(String.join(".", steps.subList(start.size(), steps.size())), at);
            }
        });
        return Map.copyOf(found);
    }
}

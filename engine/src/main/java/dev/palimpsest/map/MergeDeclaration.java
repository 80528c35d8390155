package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.util.Map;

/**
 * How two ordinary profiles of the same person are joined: section {@code merge} of the map.
 *
 * @param columns column of the subject's table to whose value stays; {@link Value#FILLED} where none is named
 * @param collisions table, as written, to whose row stays where a unique key allows only one
 */
public record MergeDeclaration(Map<String, Value> columns, Map<String, Side> collisions, Position at) {

    /** Whose value a column of the profile that stays has afterwards. */
    public enum Value {
        /** That of the profile that stays. */
        NEW,
        /** That of the profile that goes. */
        OLD,
        /** That of the profile that stays, unless it is empty. */
        FILLED
    }

    /** Whose row stays. */
    public enum Side {
        /** That of the profile that stays. */
        NEW,
        /** That of the profile that goes. */
        OLD
    }

    public Value value(String column) {
        return columns.getOrDefault(column, Value.FILLED);
    }
}

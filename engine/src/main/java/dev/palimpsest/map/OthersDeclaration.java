package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.util.List;

/**
 * Columns of a table that name others than subjects: staff, artists, products.
 *
 * @param table as written
 * @param columns empty = all
 */
public record OthersDeclaration(String table, List<String> columns, Position at) {
    public OthersDeclaration {
        columns = List.copyOf(columns);
    }
}

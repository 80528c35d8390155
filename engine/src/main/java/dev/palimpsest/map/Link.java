package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from a table to the subject as the map names it.
 *
 * @param via columns from this table upwards, each referring to the next table, the last to the subject; empty when the
 *     foreign keys say it
 * @param where only rows for which this holds are linked, for polymorphic owners
 */
public record Link(List<String> via, @Nullable Predicate where, Position at) {
    public Link {
        via = List.copyOf(via);
    }
}

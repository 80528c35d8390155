package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import org.jspecify.annotations.Nullable;

/**
 * A dated fact that shows the subject was here.
 *
 * @param id the name in the map
 * @param column the date, local time or instant of the fact
 * @param where only such rows count
 */
public record ActivityDeclaration(
        String id, String table, String column, @Nullable Predicate where, Link link, Position at) {}

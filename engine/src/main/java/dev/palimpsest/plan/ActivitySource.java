package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.ActivityDeclaration;

/**
 * Where a kind of activity is found.
 *
 * @param at the date, local time or instant of the fact
 */
public record ActivitySource(ActivityDeclaration declaration, Table table, Column at, Way way) {
    public String id() {
        return declaration.id();
    }
}

package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.IdentifierKind;
import java.util.List;

/**
 * Where one identifier of the subjects stands: columns of one table, in the order of the identifier's parts.
 *
 * @param way from the table to the subject
 */
public record IdentifierSource(IdentifierKind kind, Table table, List<Column> columns, Way way) {}

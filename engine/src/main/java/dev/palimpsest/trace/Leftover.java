package dev.palimpsest.trace;

import dev.palimpsest.database.TableName;
import dev.palimpsest.map.IdentifierKind;

/**
 * An identifier of a treated subject found again. Names the place, never the value.
 *
 * @param key primary key of the row, or the row's place where the key itself could be a person's
 */
public record Leftover(TableName table, String column, String key, IdentifierKind kind, HitClass hitClass) {}

/**
 * What can be known of map, database and user before anything begins: conditions, values, rights, keys. Entry types:
 * {@link dev.palimpsest.check.PredicateCheck}, {@link dev.palimpsest.check.ValueCheck}, {@link
 * dev.palimpsest.check.NeededRights}.
 */
@NullMarked
package dev.palimpsest.check;

import org.jspecify.annotations.NullMarked;

/**
 * What the generators of all businesses share: dice, names, addresses and numbers of invented people, the forms in which
 * people write them down, and the rows on their way into the database.
 */
@NullMarked
package dev.palimpsest.demo.generator;

import org.jspecify.annotations.NullMarked;

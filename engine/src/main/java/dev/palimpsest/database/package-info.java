/**
 * The live schema of the business database and what its dialect can do. Entry type: {@link dev.palimpsest.database.SchemaReader}.
 */
@NullMarked
package dev.palimpsest.database;

import org.jspecify.annotations.NullMarked;

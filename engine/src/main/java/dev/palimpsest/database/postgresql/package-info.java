/** PostgreSQL: what it says in its own way. Entry type: {@link dev.palimpsest.database.postgresql.PostgreSql}. */
@NullMarked
package dev.palimpsest.database.postgresql;

import org.jspecify.annotations.NullMarked;

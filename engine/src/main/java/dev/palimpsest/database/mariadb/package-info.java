/** MariaDB, and MySQL: what they say in their own way. Entry type: {@link dev.palimpsest.database.mariadb.MariaDb}. */
@NullMarked
package dev.palimpsest.database.mariadb;

import org.jspecify.annotations.NullMarked;

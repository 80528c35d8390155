/**
 * Private database servers, each kept in one directory and reachable from this machine only: PostgreSQL, unpacked from a
 * jar without any installation, and MariaDB, started with the programmes that are installed. Entry types:
 * {@link dev.palimpsest.embedded.EmbeddedPostgres} and {@link dev.palimpsest.embedded.EmbeddedMariaDb}.
 */
@NullMarked
package dev.palimpsest.embedded;

import org.jspecify.annotations.NullMarked;

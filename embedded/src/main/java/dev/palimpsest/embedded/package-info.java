/**
 * A private PostgreSQL server that needs no installation: unpacked from a jar, kept in one directory, reachable from
 * this machine only. Entry type: {@link dev.palimpsest.embedded.EmbeddedPostgres}.
 */
@NullMarked
package dev.palimpsest.embedded;

import org.jspecify.annotations.NullMarked;

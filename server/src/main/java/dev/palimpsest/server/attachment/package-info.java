/** The business databases that this office looks after, each with its map and connection. */
@NullMarked
package dev.palimpsest.server.attachment;

import org.jspecify.annotations.NullMarked;

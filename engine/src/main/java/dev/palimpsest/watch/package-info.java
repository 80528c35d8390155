/**
 * Whoever watches a verb: is told how far it is, and can end it. Entry type: {@link dev.palimpsest.watch.Watch}.
 */
@NullMarked
package dev.palimpsest.watch;

import org.jspecify.annotations.NullMarked;

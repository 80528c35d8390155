/**
 * One transaction for some people, the five moves: lock, judge again, remember, treat, sign off; and what gets it through: it
 * is tried again, and halved until whoever stands in the way stands alone. Everything that changes people's rows comes here.
 * Entry types: {@link dev.palimpsest.chunk.Chunk}, {@link dev.palimpsest.chunk.Rounds}, {@link
 * dev.palimpsest.chunk.Splitter}.
 */
@NullMarked
package dev.palimpsest.chunk;

import org.jspecify.annotations.NullMarked;

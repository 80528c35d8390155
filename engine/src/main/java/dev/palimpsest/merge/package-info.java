/**
 * Two profiles of one person become one. Entry type: {@link dev.palimpsest.merge.Merger}.
 */
@NullMarked
package dev.palimpsest.merge;

import org.jspecify.annotations.NullMarked;

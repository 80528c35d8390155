/** Legal holds: who may not be touched, why, and until when. */
@NullMarked
package dev.palimpsest.hold;

import org.jspecify.annotations.NullMarked;

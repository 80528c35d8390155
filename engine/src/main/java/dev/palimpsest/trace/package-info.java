/**
 * What is remembered of treated subjects until the proof is green: keyed fingerprints, never text; who else bears them; where they are found. Entry types: {@link dev.palimpsest.trace.Traces}, {@link dev.palimpsest.trace.Leftovers}.
 */
@NullMarked
package dev.palimpsest.trace;

import org.jspecify.annotations.NullMarked;

/**
 * Measures the verbs against the same work written by hand: {@link dev.palimpsest.benchmarks.Bench} executes both in turn
 * on the same data and prints the ratio. Nothing of Palimpsest knows this module.
 */
@NullMarked
package dev.palimpsest.benchmarks;

import org.jspecify.annotations.NullMarked;

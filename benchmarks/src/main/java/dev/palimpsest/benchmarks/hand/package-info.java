/**
 * Each verb's work as a strong engineer writes it by hand for this one schema, as fast as we know: what Palimpsest is
 * measured against. Not what anybody should run: nothing is proved, nothing is resumed, and no other schema fits.
 */
@NullMarked
package dev.palimpsest.benchmarks.hand;

import org.jspecify.annotations.NullMarked;

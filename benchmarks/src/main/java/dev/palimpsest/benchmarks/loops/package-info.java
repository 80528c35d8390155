/**
 * The loops that text goes through, measured by JMH: {@link dev.palimpsest.benchmarks.loops.InnerLoops} starts them all.
 */
@NullMarked
package dev.palimpsest.benchmarks.loops;

import org.jspecify.annotations.NullMarked;

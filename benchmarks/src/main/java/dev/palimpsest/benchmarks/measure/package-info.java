/** What a measurement is made of: time, pace, memory, and the middle of several rounds. */
@NullMarked
package dev.palimpsest.benchmarks.measure;

import org.jspecify.annotations.NullMarked;

/**
 * The gym that everything is measured on: {@link dev.palimpsest.benchmarks.gym.Gym} makes the same rows for the same seed
 * and day, for each database at any size.
 */
@NullMarked
package dev.palimpsest.benchmarks.gym;

import org.jspecify.annotations.NullMarked;

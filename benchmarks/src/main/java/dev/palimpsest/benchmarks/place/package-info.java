/**
 * Where the databases lie that are measured on: {@link dev.palimpsest.benchmarks.place.Place} makes the gym once and gives
 * out fresh copies of it.
 */
@NullMarked
package dev.palimpsest.benchmarks.place;

import org.jspecify.annotations.NullMarked;

/**
 * What went wrong, for whom it is to mend, and how. Entry types: {@link dev.palimpsest.problem.PalimpsestException} and {@link dev.palimpsest.problem.Problems}.
 */
@NullMarked
package dev.palimpsest.problem;

import org.jspecify.annotations.NullMarked;

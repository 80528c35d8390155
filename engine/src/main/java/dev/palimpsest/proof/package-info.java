/**
 * What was verified after a run: residuals, treatments, statistics, links, risk. Entry type: {@link dev.palimpsest.proof.Prover}.
 */
@NullMarked
package dev.palimpsest.proof;

import org.jspecify.annotations.NullMarked;

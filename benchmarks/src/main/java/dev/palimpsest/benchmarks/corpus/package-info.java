/** A corpus of texts about people who went and people who stay, and what redaction makes of it. */
@NullMarked
package dev.palimpsest.benchmarks.corpus;

import org.jspecify.annotations.NullMarked;

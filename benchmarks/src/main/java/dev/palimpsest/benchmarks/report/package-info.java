/** What a measurement came to, beside what was promised, as text for people and as one JSON document for programmes. */
@NullMarked
package dev.palimpsest.benchmarks.report;

import org.jspecify.annotations.NullMarked;

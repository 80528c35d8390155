/**
 * The jobs that are measured: each executes the work by hand and ours in turn, round by round, and returns
 * {@link dev.palimpsest.benchmarks.report.JobResult}s.
 */
@NullMarked
package dev.palimpsest.benchmarks.job;

import org.jspecify.annotations.NullMarked;

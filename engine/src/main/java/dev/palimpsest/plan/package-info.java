/**
 * The privacy map compiled against the live schema: who the subjects are, which way leads from every table to them, what happens to every column, in which order. Entry type: {@link dev.palimpsest.plan.PlanCompiler}.
 */
@NullMarked
package dev.palimpsest.plan;

import org.jspecify.annotations.NullMarked;

/**
 * The execution of a preview, chunk by chunk: lock, judge again, remember, treat, sign off. Entry type: {@link dev.palimpsest.run.Runner}.
 */
@NullMarked
package dev.palimpsest.run;

import org.jspecify.annotations.NullMarked;

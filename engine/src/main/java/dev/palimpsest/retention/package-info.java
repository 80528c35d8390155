/**
 * Statutory periods as dated rows of data, never as constants of code. Entry type: {@link dev.palimpsest.retention.RetentionRules}.
 */
@NullMarked
package dev.palimpsest.retention;

import org.jspecify.annotations.NullMarked;

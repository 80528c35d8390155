/**
 * What can become of a column: keep, erase, replace, random, generalise, redact. Entry type: {@link dev.palimpsest.treatment.Treatments}. A new treatment is one class and one line there.
 */
@NullMarked
package dev.palimpsest.treatment;

import org.jspecify.annotations.NullMarked;

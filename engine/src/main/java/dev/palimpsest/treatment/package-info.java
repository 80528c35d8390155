/**
 * What can become of a column. Entry type: {@link dev.palimpsest.treatment.Treatments}, which names every treatment. A new one is one class and one line there.
 */
@NullMarked
package dev.palimpsest.treatment;

import org.jspecify.annotations.NullMarked;

/**
 * What a plan would do to a frozen selection, before anything does. Entry type: {@link dev.palimpsest.preview.Previewer}.
 */
@NullMarked
package dev.palimpsest.preview;

import org.jspecify.annotations.NullMarked;

/**
 * A person's data as files, before anything of them is destroyed. Entry type: {@link dev.palimpsest.export.Exporter}.
 */
@NullMarked
package dev.palimpsest.export;

import org.jspecify.annotations.NullMarked;

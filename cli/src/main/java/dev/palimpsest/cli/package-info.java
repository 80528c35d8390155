/** The verbs on the command line: options in, exit code out. Entry type: {@link dev.palimpsest.cli.Main}. */
@NullMarked
package dev.palimpsest.cli;

import org.jspecify.annotations.NullMarked;

/** Where the words go: streams, width, colours, tables and progress. Entry type: {@link dev.palimpsest.cli.terminal.Terminal}. */
@NullMarked
package dev.palimpsest.cli.terminal;

import org.jspecify.annotations.NullMarked;

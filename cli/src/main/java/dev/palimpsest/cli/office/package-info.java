/** Serves the office; its libraries may be missing, so the verb itself knows none of them. */
@NullMarked
package dev.palimpsest.cli.office;

import org.jspecify.annotations.NullMarked;

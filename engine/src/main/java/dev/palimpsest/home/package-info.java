/**
 * The directory of the command line: keys of runs and reports, outside the business database. Entry type: {@link dev.palimpsest.home.Home}.
 */
@NullMarked
package dev.palimpsest.home;

import org.jspecify.annotations.NullMarked;

/** What stands around every page: navigation, language, theme, and the pages of errors. */
@NullMarked
package dev.palimpsest.server.frame;

import org.jspecify.annotations.NullMarked;

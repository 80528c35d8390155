/**
 * How words reach people, whatever shows them: a terminal, a page, a spreadsheet, a log. Entry type:
 * {@link dev.palimpsest.text.Visible}.
 */
@NullMarked
package dev.palimpsest.text;

import org.jspecify.annotations.NullMarked;

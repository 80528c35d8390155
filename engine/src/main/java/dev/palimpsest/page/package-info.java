/**
 * Pages that open in any browser and print well: no script, no resource from elsewhere. Entry type: {@link dev.palimpsest.page.Page}.
 */
@NullMarked
package dev.palimpsest.page;

import org.jspecify.annotations.NullMarked;

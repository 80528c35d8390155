/**
 * How Palimpsest leaves a database: shows what its own tables hold, and drops them. What was done to people stays done. Entry
 * type: {@link dev.palimpsest.uninstall.Uninstaller}.
 */
@NullMarked
package dev.palimpsest.uninstall;

import org.jspecify.annotations.NullMarked;

/**
 * Other systems that must forget the same people: told after the commit, again and again until they confirm. Entry type:
 * {@link dev.palimpsest.hook.Delivery}.
 */
@NullMarked
package dev.palimpsest.hook;

import org.jspecify.annotations.NullMarked;

/**
 * Palimpsest: attaches to the customer database a business already has, says who may be forgotten and why not, anonymises
 * whoever a human releases, and proves that nothing of them is left. Entry type: {@link dev.palimpsest.Palimpsest}.
 */
@NullMarked
package dev.palimpsest;

import org.jspecify.annotations.NullMarked;

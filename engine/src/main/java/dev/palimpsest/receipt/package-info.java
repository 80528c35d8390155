/**
 * What Palimpsest writes into the business database for itself: runs, frozen keys, receipts. A dump of the database carries them along. Entry type: {@link dev.palimpsest.receipt.OwnTables}.
 */
@NullMarked
package dev.palimpsest.receipt;

import org.jspecify.annotations.NullMarked;

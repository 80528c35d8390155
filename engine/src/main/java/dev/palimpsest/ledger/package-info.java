/**
 * What Palimpsest writes into the business database for itself, and the versions of these tables: runs, frozen keys,
 * receipts, statistics, holds, merges, messages to other systems. A dump of the database carries them along. Entry type:
 * {@link dev.palimpsest.ledger.OwnTables}, which names them; {@link dev.palimpsest.ledger.OwnSchema} makes and migrates them, and
 * a class per table reads and writes it.
 */
@NullMarked
package dev.palimpsest.ledger;

import org.jspecify.annotations.NullMarked;

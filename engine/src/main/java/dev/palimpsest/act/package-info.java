/**
 * What is done to records without destroying anything: deactivate, archive, restore, and legal holds. Entry types:
 * {@link dev.palimpsest.act.StateChange}, {@link dev.palimpsest.act.LegalHolds}.
 */
@NullMarked
package dev.palimpsest.act;

import org.jspecify.annotations.NullMarked;

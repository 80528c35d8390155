package dev.palimpsest.merge;

import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.map.SubjectKey;

/**
 * Two profiles of the same person that are to be joined.
 *
 * @param from the one that goes
 * @param into the one that stays
 * @param keepOld leaves the row of the one that goes, emptied of everything that belonged to it
 */
public record MergeRequest(SubjectKey from, SubjectKey into, MergeReason reason, boolean keepOld) {}

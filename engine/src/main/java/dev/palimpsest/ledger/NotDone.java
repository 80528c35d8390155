package dev.palimpsest.ledger;

import dev.palimpsest.map.SubjectKey;

/**
 * Somebody who was to be treated or changed and was not, and why, in words that name no person.
 *
 * @param reason blocker ids, states, verdicts, {@code busy}, {@code gone} or an error code
 */
public record NotDone(SubjectKey key, Outcome outcome, String reason) {}

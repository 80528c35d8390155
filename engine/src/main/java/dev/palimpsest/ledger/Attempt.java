package dev.palimpsest.ledger;

import java.time.Instant;

/**
 * A call that was refused because it was not confirmed as it had been shown. What was typed is not kept.
 *
 * @param verb {@code run}, {@code merge}, {@code archive}, ...
 * @param code of the refusal
 * @param about what would have been confirmed, a digest or a number; empty where that could not be told
 * @param by who tried
 */
public record Attempt(Instant at, String verb, String code, String about, String by) {}

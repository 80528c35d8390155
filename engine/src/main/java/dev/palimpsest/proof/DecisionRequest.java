package dev.palimpsest.proof;

import dev.palimpsest.ledger.Decision;

/**
 * A decision that somebody wants to take about a place in which a proof found something.
 *
 * @param table as the report names it, or without its schema where that is the map's
 * @param key of the row, as the report names it
 * @param reason 1 to {@value #LONGEST_REASON} characters; names nobody
 * @param line of the file in which it was written, so that a refusal can say so; 0 where there is none
 */
public record DecisionRequest(
        String table, String column, String key, Decision.Verdict verdict, String reason, long line) {
    /** Characters of a reason. */
    public static final int LONGEST_REASON = 500;

    /** One that stands in no file. */
    public DecisionRequest(String table, String column, String key, Decision.Verdict verdict, String reason) {
        this(table, column, key, verdict, reason, 0);
    }

    /**
     * Where something was found.
     *
     * @param table as in {@link DecisionRequest}
     * @param key of the row, as the report names it
     */
    public record Place(String table, String column, String key) {}

    public Place place() {
        return new Place(table, column, key);
    }
}

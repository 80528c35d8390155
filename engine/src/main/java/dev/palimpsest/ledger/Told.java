package dev.palimpsest.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How far one other system was told of the people of a run.
 *
 * @param keys whom it must forget
 * @param confirmed of these, whom it has confirmed
 * @param lastError the class of the last failure while somebody is not confirmed; null when there was none
 */
public record Told(
        String hook, long keys, long confirmed, @Nullable String lastError) {
    public boolean allConfirmed() {
        return confirmed == keys;
    }
}

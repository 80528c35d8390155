package dev.palimpsest.cli.document;

import dev.palimpsest.ledger.NotDone;
import java.util.List;

/**
 * Somebody who was not treated or changed.
 *
 * @param outcome {@code skipped} or {@code failed}
 * @param reason a blocker, state, verdict or error code
 */
public record NotDoneLine(String key, String outcome, String reason) {
    static List<NotDoneLine> of(List<NotDone> people) {
        return people.stream()
                .map(each -> new NotDoneLine(each.key().value(), each.outcome().word(), each.reason()))
                .toList();
    }
}

package dev.palimpsest.act;

import dev.palimpsest.ledger.NotDone;
import dev.palimpsest.survey.Act;
import java.util.List;
import java.util.Map;

/**
 * What an act on one or many subjects came to.
 *
 * @param subjects how many were released
 * @param skipped left untouched, because something forbids it now
 * @param failed left untouched, because the database refused it
 * @param reasons why subjects were skipped, with their number; blocker ids, states, verdicts, {@code busy}, {@code gone}
 * @param failures error codes of failed subjects, with their number
 * @param notChanged each of the skipped and failed
 * @param refused selected subjects of whom it was not permitted and who were not released, as {@code Choice} counts them
 */
public record ActResult(
        Act act,
        long subjects,
        long done,
        long skipped,
        long failed,
        Map<String, Long> reasons,
        Map<String, Long> failures,
        List<NotDone> notChanged,
        Map<String, Long> refused) {

    /** The same, and who was not released. */
    public ActResult refusing(Map<String, Long> others) {
        return new ActResult(act, subjects, done, skipped, failed, reasons, failures, notChanged, others);
    }

    /** Whether it was done to everybody. */
    public boolean isComplete() {
        return skipped == 0 && failed == 0;
    }
}

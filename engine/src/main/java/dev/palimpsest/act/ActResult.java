package dev.palimpsest.act;

import dev.palimpsest.survey.Act;
import java.util.Map;

/**
 * What an act on one or many subjects came to.
 *
 * @param subjects how many were released
 * @param skipped left untouched, because something forbids it now
 * @param failed left untouched, because the database refused it
 * @param reasons why subjects were skipped, with their number; blocker ids, states, verdicts, {@code busy}, {@code gone}
 * @param failures error codes of failed subjects, with their number
 */
public record ActResult(
        Act act,
        long subjects,
        long done,
        long skipped,
        long failed,
        Map<String, Long> reasons,
        Map<String, Long> failures) {

    /** Whether it was done to everybody. */
    public boolean isComplete() {
        return skipped == 0 && failed == 0;
    }
}

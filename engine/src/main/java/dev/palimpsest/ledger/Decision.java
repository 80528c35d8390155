package dev.palimpsest.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What somebody has decided about a place in which a proof of a run found something. It holds for the text that stood there.
 *
 * @param table full name
 * @param column in which it begins
 * @param columns over which it is spread, in the order in which they were read
 * @param key of the row, as the proof names it
 * @param reason in the words of whoever decided
 * @param content keyed mark of the texts of the columns
 */
public record Decision(
        String table,
        String column,
        List<String> columns,
        String key,
        Verdict verdict,
        String reason,
        String content,
        String by,
        Instant at) {

    /** What is to become of it. */
    public enum Verdict {
        /** It is the treated person's, however weak the evidence: 'resume' strikes it. */
        TREAT,
        /** It is somebody else's, or may stay: acknowledged, and no reason to be red. */
        KEEP;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same about a row that has got another name. */
    public Decision of(String name) {
        return new Decision(table, column, columns, name, verdict, reason, content, by, at);
    }

    public Decision {
        columns = List.copyOf(columns);
    }
}

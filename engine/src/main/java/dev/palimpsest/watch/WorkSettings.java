package dev.palimpsest.watch;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;

/**
 * How much of the database a verb may take.
 *
 * @param readers how many tables, or ranges of people, are read at a time, 1 to {@value #MOST_READERS}. A reader of a proof or of mentions takes two
 *     connections, one of people one
 */
public record WorkSettings(int readers) {
    /** What an owner gets who sets nothing. */
    public static final WorkSettings STANDARD = new WorkSettings(2);

    public static final int MOST_READERS = 64;

    public WorkSettings {
        if (readers < 1 || readers > MOST_READERS) {
            throw new PalimpsestException(ErrorCode.BAD_ARGUMENT, "readers must be 1 to " + MOST_READERS + ".");
        }
    }
}

package dev.palimpsest.cli;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Responsible;

/** What the process tells whoever called it. */
public final class ExitCode {
    /** Did it. */
    public static final int DONE = 0;
    /** Finished, but somebody was skipped or failed, or the proof found something. */
    public static final int INCOMPLETE = 1;
    /** Refused: the map, an argument, a stale preview, a missing confirmation. Nothing was changed. */
    public static final int REFUSED = 2;
    /** The surroundings: no connection, no rights, a full disk; or a mistake of Palimpsest. */
    public static final int ENVIRONMENT = 3;

    /** Ended from outside, as by Ctrl-C, where nothing was half done; as a shell says it. */
    public static final int ENDED = 130;

    private ExitCode() {}

    static int of(ErrorCode code) {
        return code == ErrorCode.CANCELLED ? ENDED : of(code.responsible());
    }

    private static int of(Responsible responsible) {
        return switch (responsible) {
            case USER, MAP -> REFUSED;
            case DATABASE, BUG -> ENVIRONMENT;
        };
    }
}

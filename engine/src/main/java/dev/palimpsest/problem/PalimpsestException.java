package dev.palimpsest.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A refusal or failure. Holds tables, columns, rules, counts and opaque keys, never a person's value; the text of a
 * database driver is never taken over, because drivers quote values.
 */
public final class PalimpsestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public PalimpsestException(ErrorCode code, String message) {
        this(List.of(new Problem(code, null, message)));
    }

    public PalimpsestException(ErrorCode code, @Nullable Position at, String message) {
        this(List.of(new Problem(code, at, message)));
    }

    /** @param problems at least one, in the order to show them */
    public PalimpsestException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** The code of the first problem. */
    public ErrorCode code() {
        return problems.getFirst().code();
    }

    public Responsible responsible() {
        return code().responsible();
    }
}

package dev.palimpsest.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers every finding, so that all are reported once, in the order of the file. Not thread-safe. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void add(ErrorCode code, @Nullable Position at, String message) {
        found.add(new Problem(code, at, message));
    }

    public void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The findings by line and column; those without a place come last. */
    public List<Problem> inFileOrder() {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(
                        Problem::at,
                        Comparator.nullsLast(
                                Comparator.comparingInt(Position::line).thenComparingInt(Position::column))))
                .toList();
    }

    /**
     * Refuses when anything was found.
     *
     * @throws PalimpsestException with the code of the first finding, all findings in its text
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new PalimpsestException(inFileOrder());
        }
    }
}

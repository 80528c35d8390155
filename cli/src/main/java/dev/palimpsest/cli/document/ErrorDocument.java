package dev.palimpsest.cli.document;

import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Position;
import dev.palimpsest.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal or failure.
 *
 * @param code of the first problem
 * @param message of the first problem
 */
public record ErrorDocument(String code, String message, List<Found> problems) {

    /** One problem; file, line and column are null where it has no place. */
    public record Found(
            String code,
            @Nullable String file,
            @Nullable Integer line,
            @Nullable Integer column,
            String message) {
        static Found of(Problem problem) {
            Position at = problem.at();
            return at == null
                    ? new Found(problem.code().id(), null, null, null, problem.text())
                    : new Found(problem.code().id(), at.file(), at.line(), at.column(), problem.text());
        }
    }

    public static ErrorDocument of(PalimpsestException refusal) {
        return new ErrorDocument(
                refusal.code().id(),
                refusal.problems().getFirst().text(),
                refusal.problems().stream().map(Found::of).toList());
    }
}

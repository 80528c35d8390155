package dev.palimpsest.cli.document;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param hint how it is mended on the command line; null where the message says so itself
 */
public record ErrorDocument(
        String code,
        String message,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String hint,
        List<Found> problems) {

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

    public static ErrorDocument of(PalimpsestException refusal, @Nullable String hint) {
        return new ErrorDocument(
                refusal.code().id(),
                refusal.problems().getFirst().text(),
                hint,
                refusal.problems().stream().map(Found::of).toList());
    }
}

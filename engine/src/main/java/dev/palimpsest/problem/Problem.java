package dev.palimpsest.problem;

import dev.palimpsest.text.Visible;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finding: which rule is broken, where, and what to write instead. Never holds a value of the business database. Names
 * in it are made {@link Visible}, so that whatever shows or logs a problem shows the lines that were meant.
 *
 * @param code the stable code; decisions use it, the text is for people
 * @param at the place in the file, or null when the finding has none
 * @param message what is wrong, what is allowed, what to do next; one line
 * @param statements to be copied, one a line; usually none
 */
public record Problem(ErrorCode code, @Nullable Position at, String message, List<String> statements) {

    public Problem {
        message = Visible.line(message);
        statements = statements.stream().map(Visible::line).toList();
    }

    public Problem(ErrorCode code, @Nullable Position at, String message) {
        this(code, at, message, List.of());
    }

    /** The message, and the statements in lines of their own. */
    public String text() {
        return statements.isEmpty() ? message : message + "\n" + String.join("\n", statements);
    }

    @Override
    public String toString() {
        return code.id() + " " + (at == null ? "" : at + " ") + text();
    }
}

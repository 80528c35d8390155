package dev.palimpsest.problem;

import org.jspecify.annotations.Nullable;

/**
 * One finding: which rule is broken, where, and what to write instead. Never holds a value of the business database.
 *
 * @param code the stable code; decisions use it, the text is for people
 * @param at the place in the file, or null when the finding has none
 * @param message what is wrong, what is allowed, what to do next
 */
public record Problem(ErrorCode code, @Nullable Position at, String message) {
    @Override
    public String toString() {
        return code.id() + " " + (at == null ? "" : at + " ") + message;
    }
}

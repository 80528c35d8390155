package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who receives the kept rows of somebody whose own row goes: entry {@code reassign} of section {@code subject}. */
public sealed interface ReassignDeclaration {
    Position at();

    /**
     * One anonymous profile for everybody.
     *
     * @param condition holds for exactly one row of the subject's table
     */
    record Shared(Predicate condition, Position at) implements ReassignDeclaration {}

    /**
     * A new, empty profile for each person.
     *
     * @param values column of the subject's table to value, null for NULL
     */
    record Stub(Map<String, @Nullable String> values, Position at) implements ReassignDeclaration {}
}

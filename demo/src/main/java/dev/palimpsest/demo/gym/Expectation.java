package dev.palimpsest.demo.gym;

import dev.palimpsest.survey.Verdict;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a survey must find out about one member, told by the generator that made it.
 *
 * @param blockers ids of the map's blockers that hold for this member, and {@code kind} for a member who may not be
 *     forgotten yet; filled for active people too
 * @param lastActivity day of the newest activity in the time zone of the gym, or of the creation; null if neither exists
 */
public record Expectation(
        Verdict verdict, Set<String> blockers, @Nullable LocalDate lastActivity) {
    public Expectation {
        blockers = Set.copyOf(blockers);
    }
}

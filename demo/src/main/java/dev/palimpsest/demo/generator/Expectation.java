package dev.palimpsest.demo.generator;

import dev.palimpsest.survey.Verdict;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a survey must find out about one person, told by the generator that made it.
 *
 * @param blockers ids of the map's blockers that hold for this person, and {@code kind} for one who may not be
 *     forgotten yet; filled for active people too
 * @param lastActivity day of the newest activity in the time zone of the business, or of the creation; null if neither exists
 */
public record Expectation(
        Verdict verdict, Set<String> blockers, @Nullable LocalDate lastActivity) {
    public Expectation {
        blockers = Set.copyOf(blockers);
    }
}

package dev.palimpsest.survey;

import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a survey tells who is inactive, where it does not follow the map.
 *
 * @param length how long without activity; null = as the map says
 * @param activities ids of the only activities that count; empty = all of the map
 */
public record Inactivity(@Nullable Period length, List<String> activities) {
    /** As the map says. */
    public static final Inactivity OF_THE_MAP = new Inactivity(null, List.of());
}

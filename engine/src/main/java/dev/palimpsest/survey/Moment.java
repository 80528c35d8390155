package dev.palimpsest.survey;

import dev.palimpsest.map.PrivacyMap;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;

/**
 * What a judgement is made with: the dates, and what counts as activity.
 *
 * @param today the day in the business time zone
 * @param cutoff a last activity on this day or before makes a subject inactive
 * @param activities ids of the only activities that count; empty = all of the map
 */
public record Moment(LocalDate today, LocalDate cutoff, List<String> activities) {
    public Moment {
        activities = activities.stream().distinct().sorted().toList();
    }

    /** With all activities of the map. */
    public Moment(LocalDate today, LocalDate cutoff) {
        this(today, cutoff, List.of());
    }

    public static Moment now(PrivacyMap map, Clock clock) {
        return now(map, clock, Inactivity.OF_THE_MAP);
    }

    public static Moment now(PrivacyMap map, Clock clock, Inactivity inactivity) {
        LocalDate today = LocalDate.now(clock.withZone(map.zone()));
        Period length = inactivity.length();
        return new Moment(
                today, today.minus(length == null ? map.subject().inactiveFor() : length), inactivity.activities());
    }

    /** Whether an activity of the map counts. */
    public boolean counts(String activity) {
        return activities.isEmpty() || activities.contains(activity);
    }
}

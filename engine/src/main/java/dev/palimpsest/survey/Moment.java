package dev.palimpsest.survey;

import dev.palimpsest.map.PrivacyMap;
import java.time.Clock;
import java.time.LocalDate;

/**
 * The dates a judgement is made with.
 *
 * @param today the day in the business time zone
 * @param cutoff a last activity on this day or before makes a subject inactive
 */
public record Moment(LocalDate today, LocalDate cutoff) {
    public static Moment now(PrivacyMap map, Clock clock) {
        LocalDate today = LocalDate.now(clock.withZone(map.zone()));
        return new Moment(today, today.minus(map.subject().inactiveFor()));
    }
}

package dev.palimpsest.demo.studio;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The sessions: six on each day, for five years back and three weeks ahead. */
final class Calendar {
    static final List<LocalTime> SLOTS = List.of(
            LocalTime.of(7, 0),
            LocalTime.of(9, 30),
            LocalTime.of(12, 15),
            LocalTime.of(17, 30),
            LocalTime.of(18, 45),
            LocalTime.of(20, 0));

    private static final int DAYS_AHEAD = 21;

    private final LocalDate begins;
    private final int days;

    Calendar(LocalDate today) {
        begins = begins(today);
        days = (int) ChronoUnit.DAYS.between(begins, today) + DAYS_AHEAD + 1;
    }

    static LocalDate begins(LocalDate today) {
        return today.minusYears(5);
    }

    int sessions() {
        return days * SLOTS.size();
    }

    /** @param session key, from 1 */
    LocalDateTime at(int session) {
        return begins.plusDays((session - 1) / SLOTS.size()).atTime(SLOTS.get((session - 1) % SLOTS.size()));
    }

    /** The key of the session of that day which begins at that time or last before it. */
    int session(LocalDateTime time) {
        int slot = 0;
        while (slot + 1 < SLOTS.size() && !SLOTS.get(slot + 1).isAfter(time.toLocalTime())) {
            slot++;
        }
        return (int) ChronoUnit.DAYS.between(begins, time.toLocalDate()) * SLOTS.size() + slot + 1;
    }
}

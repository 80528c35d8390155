package dev.palimpsest.proof;

import java.util.Map;
import java.util.TreeMap;

/** Tells people until when records are kept. */
public final class KeptUntil {
    private static final int DAYS_SHOWN = 8;

    private KeptUntil() {}

    /**
     * By day, or where there are many days, by year: some laws count from the very day of a record.
     *
     * @param byDay numbers by the last day, as ISO 8601 writes it
     */
    public static Map<String, Long> inShort(Map<String, Long> byDay) {
        if (byDay.size() <= DAYS_SHOWN) {
            return byDay;
        }
        Map<String, Long> byYear = new TreeMap<>();
        byDay.forEach((day, number) -> byYear.merge(day.substring(0, 4), number, Long::sum));
        return byYear;
    }
}

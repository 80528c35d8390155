package dev.palimpsest.survey;

import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps those few of many subjects whose last activity is the longest ago, behind a place in that order. */
final class OldestFirst {
    private static final char BORDER = '/';

    /** A subject in the order: by day, then by key. */
    record Place(LocalDate day, SubjectKey key) {
        private static final Comparator<Place> ORDER = Comparator.comparing(Place::day)
                .thenComparing(place -> place.key().value().length())
                .thenComparing(place -> place.key().value());

        String word() {
            return day + String.valueOf(BORDER) + key.value();
        }
    }

    private final @Nullable Place after;
    private final int most;
    private final TreeSet<Place> oldest = new TreeSet<>(Place.ORDER);
    private boolean complete = true;

    /**
     * @param after the place behind which they are looked for; null = from the first on
     * @param most so many are kept
     */
    OldestFirst(@Nullable Place after, int most) {
        this.after = after;
        this.most = most;
    }

    /** @throws PalimpsestException BAD_ARGUMENT when it is no place that a page has named */
    static Place place(String word) {
        int border = word.indexOf(BORDER);
        try {
            return new Place(
                    LocalDate.parse(word.substring(0, Math.max(0, border))),
                    new SubjectKey(word.substring(border + 1)));
        } catch (DateTimeParseException noDay) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "a page in the order of the last activity begins behind DAY/KEY, as the page before has named it.");
        }
    }

    void add(Place place) {
        if (after != null && Place.ORDER.compare(place, after) <= 0) {
            return;
        }
        oldest.add(place);
        if (oldest.size() > most) {
            oldest.pollLast();
            complete = false;
        }
    }

    List<Place> places() {
        return new ArrayList<>(oldest);
    }

    /** Whether nobody comes behind those that were kept. */
    boolean isComplete() {
        return complete;
    }
}

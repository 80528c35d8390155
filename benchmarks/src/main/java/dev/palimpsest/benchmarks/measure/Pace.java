package dev.palimpsest.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;

/** How long each part of a run took, from its beginning to its end. Not thread-safe. */
public final class Pace {
    /** Below so many marks, beginning and end are the same. */
    private static final int FEWEST = 4;

    private final List<long[]> marks = new ArrayList<>();
    private final long begun = System.nanoTime();

    public Pace() {
        marks.add(new long[] {0, begun});
    }

    /**
     * A part is over.
     *
     * @param people done since the beginning
     */
    public void mark(long people) {
        marks.add(new long[] {people, System.nanoTime()});
    }

    public double seconds() {
        return (marks.getLast()[1] - begun) / 1e9;
    }

    /** Seconds for each person in the first quarter of the marks; 0 of fewer than four. */
    public double early() {
        return perPerson(0, quarter());
    }

    /** Seconds for each person in the last quarter of the marks; 0 of fewer than four. */
    public double late() {
        return perPerson(marks.size() - 1 - quarter(), marks.size() - 1);
    }

    private int quarter() {
        return Math.max(1, (marks.size() - 1) / 4);
    }

    private double perPerson(int from, int to) {
        if (marks.size() - 1 < FEWEST) {
            return 0;
        }
        long people = marks.get(to)[0] - marks.get(from)[0];
        return people == 0 ? 0 : (marks.get(to)[1] - marks.get(from)[1]) / 1e9 / people;
    }
}

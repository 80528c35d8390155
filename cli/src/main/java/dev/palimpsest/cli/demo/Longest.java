package dev.palimpsest.cli.demo;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.survey.Assessment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Picks the inactive who were not seen for longest while a survey goes by. */
final class Longest implements Consumer<Assessment> {
    private static final int ENOUGH = 5;
    private static final Comparator<Assessment> BY_LAST_ACTIVITY = Comparator.comparing(Longest::day)
            .thenComparing(subject -> subject.key().value());

    /** The one seen last is in front, to make room. */
    private final PriorityQueue<Assessment> picked = new PriorityQueue<>(BY_LAST_ACTIVITY.reversed());

    @Override
    public void accept(Assessment subject) {
        if (subject.isInactive()) {
            picked.add(subject);
            if (picked.size() > ENOUGH) {
                picked.remove();
            }
        }
    }

    private static LocalDate day(Assessment subject) {
        LocalDate day = subject.lastActivity();
        return day == null ? LocalDate.MAX : day;
    }

    /** Who was not seen for longest comes first. */
    List<Example> named(Palimpsest palimpsest) {
        List<Assessment> all = new ArrayList<>(picked);
        all.sort(BY_LAST_ACTIVITY);
        return Example.named(palimpsest, all);
    }
}

package dev.palimpsest.cli.demo;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Picks a few blocked people while a survey goes by, each blocked by something else. */
final class Examples implements Consumer<Assessment> {
    private static final int ENOUGH = 4;

    private final List<Assessment> picked = new ArrayList<>();
    private final Set<String> blockers = new HashSet<>();

    @Override
    public void accept(Assessment subject) {
        if (picked.size() < ENOUGH
                && subject.verdict() == Verdict.BLOCKED
                && subject.blockedBy().size() <= 2
                && subject.blockedBy().stream().anyMatch(by -> !by.shown().isEmpty())
                && blockers.addAll(subject.blockers())) {
            picked.add(subject);
        }
    }

    List<Example> named(Palimpsest palimpsest) {
        return Example.named(palimpsest, picked);
    }
}
